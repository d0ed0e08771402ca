/** A trained model in the frame: its input and the answer, as light as a picture. */
import "../styles/demo.css";
import { aboutModel, opened } from "../demo/page";
import { byId, el } from "../dom";
import { pageAddress } from "../share/address";
import type { SharedModel } from "../share/model_part";
import { announceHeight, send } from "./messages";

export function showDemo(title: string, model: SharedModel): void {
  const { element } = opened(model);
  const place = el("main", { class: "embed-demo demo" }, element, aboutModel(model));
  byId("embed-title").textContent = title;
  for (const id of ["run-button", "stop-button"]) byId(id).hidden = true;
  byId("embed-parts").replaceWith(place);
  document.body.classList.add("with-demo");
  byId<HTMLAnchorElement>("open-link").href = pageAddress(location) + location.hash;
  send({ type: "p_vision.ready" });
  announceHeight(document.body);
}
