import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.layer.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { createRoot } from "react-dom/client";
import { must } from "../shared/assert.ts";
import { App } from "./App.tsx";

createRoot(must(document.getElementById("root"), "index.html has no #root")).render(<App />);
