/** Python's worker in a page in one file. The order matters: first the way to its parts. */
import "./without_network";
import "../../worker/main";
