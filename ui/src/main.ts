import { mount } from "svelte";
import App from "./App.svelte";
import { appear } from "./state/appearance";
import "./styles/tokens.css";
import "./styles/base.css";

// As the system asks, until the settings are here.
appear();

function begin() {
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin, { once: true });
else begin();
