/** Something is wrong with a demo; the message is a sentence for the person who opened it. */
export class DemoProblem extends Error {}
