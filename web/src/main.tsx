// Starts the workbench.
import { render } from "preact";
import { App } from "./app";
import { startAddress } from "./state/address";
import { startLoading } from "./state/events";
import { startNames } from "./state/names";
import { askServer } from "./state/serverWords";
import { startShortcuts } from "./state/shortcuts";
import { startTheme } from "./state/theme";
import "./style/base.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/panes.css";
import "./style/evidence.css";

startTheme();
startAddress();
startLoading();
startNames();
startShortcuts();
askServer();
const root = document.getElementById("app");
if (root) render(<App />, root);
