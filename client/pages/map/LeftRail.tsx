import { GitFork, Keyboard, Layers, ListTree, Search, ShieldCheck, Speech, TriangleAlert } from "lucide-react";
import { type Layer, useLocal } from "../../state/local.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import classes from "./LeftRail.module.css";

const layers = [
  { layer: "all", label: "Everything", icon: Layers },
  { layer: "promises", label: "Promises: dim what promises nothing", icon: Speech },
  { layer: "weakSpots", label: "Weak spots: dim what has none", icon: TriangleAlert },
  { layer: "scenarios", label: "What-if: dim what no scenario changes", icon: GitFork },
  { layer: "plays", label: "Plans B: dim what has none", icon: ShieldCheck },
] as const satisfies readonly { layer: Layer; [rest: string]: unknown }[];

/** Outline and find, then the layers: each dims what is not its own and opens its panel. */
export function LeftRail() {
  const local = useLocal((state) => state);
  return (
    <nav className={classes.rail} aria-label="Views of the map">
      <IconButton
        label="Outline"
        tip="right"
        icon={ListTree}
        aria-pressed={local.outlineOpen}
        onClick={() => local.setOutlineOpen(!local.outlineOpen)}
      />
      <IconButton
        label="Find and filter"
        tip="right"
        icon={Search}
        aria-pressed={local.findOpen}
        onClick={() => local.setFindOpen(!local.findOpen)}
      />
      <hr className={classes.line} />
      <div role="group" aria-label="Layers" className={classes.group}>
        {layers.map(({ layer, label, icon }) => (
          <IconButton
            key={layer}
            label={label}
            tip="right"
            icon={icon}
            aria-pressed={local.layer === layer}
            onClick={() => local.openLayer(layer)}
          />
        ))}
      </div>
      <span className={classes.space} />
      <IconButton label="Keys" tip="right" icon={Keyboard} onClick={() => local.setDialog("keys")} />
    </nav>
  );
}
