import { ActionIcon, Tooltip } from "@mantine/core";
import { Keyboard, Layers, ListTree, Search, ShieldCheck, Speech, TriangleAlert } from "lucide-react";
import { type Layer, useLocal } from "../../state/local.ts";
import classes from "./LeftRail.module.css";

const layers = [
  { layer: "all", label: "Everything", icon: Layers },
  { layer: "promises", label: "Promises: dim what promises nothing", icon: Speech },
  { layer: "weakSpots", label: "Weak spots: dim what has none", icon: TriangleAlert },
  { layer: "plays", label: "Plans B: dim what has none", icon: ShieldCheck },
] as const satisfies readonly { layer: Layer; [rest: string]: unknown }[];

/** Outline and find, then the layers: each dims what is not its own. */
export function LeftRail() {
  const local = useLocal((state) => state);
  return (
    <nav className={classes.rail} aria-label="Views of the map">
      <RailButton
        label="Outline"
        icon={ListTree}
        pressed={local.outlineOpen}
        onClick={() => local.setOutlineOpen(!local.outlineOpen)}
      />
      <RailButton
        label="Find and filter"
        icon={Search}
        pressed={local.findOpen}
        onClick={() => local.setFindOpen(!local.findOpen)}
      />
      <hr className={classes.line} />
      <div role="group" aria-label="Layers" className={classes.group}>
        {layers.map(({ layer, label, icon }) => (
          <RailButton
            key={layer}
            label={label}
            icon={icon}
            pressed={local.layer === layer}
            onClick={() => local.setLayer(layer)}
          />
        ))}
      </div>
      <span className={classes.space} />
      <RailButton label="Keys" icon={Keyboard} onClick={() => local.setDialog("keys")} />
    </nav>
  );
}

interface RailButtonProps {
  label: string;
  icon: typeof Layers;
  pressed?: boolean;
  onClick: () => void;
}

function RailButton({ label, icon: Icon, pressed, onClick }: RailButtonProps) {
  return (
    <Tooltip label={label} position="right" openDelay={400}>
      <ActionIcon
        className={classes.button}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
