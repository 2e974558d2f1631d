import type { Scenario } from "../../../shared/model/kinds.ts";
import { readingOrder } from "../../../shared/model/records.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";

/** Where the scenario starts, how many customers pass, and what one of them is worth. */
export function ScenarioScope({ scenario, whatIf }: { scenario: Scenario; whatIf: WhatIf | undefined }) {
  useAll("touchpoint");
  const { mirror } = useMap();
  const patch = usePatch("scenario", scenario.id);
  return (
    <>
      <SelectField
        label="Customers start at"
        value={scenario.start}
        empty="The first touchpoint"
        options={readingOrder(mirror).map(({ id, title }) => ({ value: id, label: title }))}
        // From another start the map leads to something else: the base moves along.
        onCommit={(start) => patch({ start, base: whatIf?.base(start ?? undefined) ?? null })}
      />
      <Pair>
        <NumberField
          label="Customers"
          value={scenario.customers}
          placeholder="Not known"
          min={0}
          onCommit={(customers) => patch({ customers })}
        />
        <NumberField
          label="Value of a customer"
          value={scenario.valuePerCustomer}
          placeholder="Not known"
          min={0}
          onCommit={(valuePerCustomer) => patch({ valuePerCustomer })}
        />
      </Pair>
    </>
  );
}
