import { Download } from "lucide-react";
import { download } from "../../actions/download.ts";
import { riskCsv } from "../../panels/riskMap/riskCsv.ts";
import type { RiskRow } from "../../panels/riskMap/riskRows.ts";
import { announce } from "../../state/announce.ts";
import { showError } from "../../state/notices.ts";
import { useMap, useMapFields } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem } from "../../ui/MenuItem.tsx";

const files = [
  { ending: "svg", label: "Picture as SVG" },
  { ending: "png", label: "Picture as PNG" },
  { ending: "csv", label: "Ranking as CSV" },
] as const;

/** Picture and ranking as files, of what is shown now. */
export function RiskDownloads({ rows }: { rows: readonly RiskRow[] }) {
  const { mirror } = useMap();
  const { title } = useMapFields();
  const name = `${title || "Untitled map"} – risk map`;
  const make = async (ending: (typeof files)[number]["ending"]): Promise<Blob> => {
    if (ending === "csv") return new Blob([riskCsv(rows, mirror)], { type: "text/csv;charset=utf-8" });
    const { riskPng, riskSvg } = await import("../../panels/riskMap/exportPicture.tsx");
    return ending === "png" ? riskPng(rows, name) : new Blob([riskSvg(rows, name)], { type: "image/svg+xml" });
  };
  const save = async (ending: (typeof files)[number]["ending"]) => {
    try {
      download(await make(ending), name, ending);
      announce("Downloaded");
    } catch {
      showError("The file could not be made", "The map is unchanged. Try again, or another format.");
    }
  };
  return (
    <Menu
      align="end"
      width={200}
      label="Download"
      trigger={(trigger) => (
        <Button {...trigger} icon={Download}>
          Download
        </Button>
      )}
    >
      {() =>
        files.map(({ ending, label }) => (
          <MenuItem key={ending} onSelect={() => void save(ending)}>
            {label}
          </MenuItem>
        ))
      }
    </Menu>
  );
}
