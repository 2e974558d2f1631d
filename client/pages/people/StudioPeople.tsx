import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Person } from "../../../shared/api/workspaces.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { showNotice } from "../../state/notices.ts";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { EraseDialog } from "./EraseDialog.tsx";
import classes from "./List.module.css";
import { Part } from "./Part.tsx";
import { type PersonAct, type PersonChange, personChanges } from "./personActs.ts";
import { PersonRow } from "./PersonRow.tsx";
import { Reading } from "./Reading.tsx";
import { ResetLinkDialog } from "./ResetLinkDialog.tsx";
import { useAct } from "./useAct.ts";

const questions = {
  disable: {
    title: "Disable the account of",
    verb: "Disable",
    text: "Whoever has it is signed out everywhere within a second and cannot sign in; their API tokens stop working. Their roles and all they did stay, and you can enable the account again at any time.",
  },
  promote: {
    title: "Make an administrator of",
    verb: "Make administrator",
    text: "An administrator sees every account and the whole log, disables and erases accounts, makes workspaces, and decides how people join. The maps of workspaces one is not in stay closed.",
  },
  demote: {
    title: "Take the studio from",
    verb: "Take it away",
    text: "The account is an ordinary one from now on. Its roles in workspaces stay.",
  },
  stopFactor: {
    title: "Turn the second step off for",
    verb: "Turn it off",
    text: "For somebody who lost both the authenticator app and the backup codes: make sure first that it is really them who asks. Signing in no longer asks for a code, and they are signed out everywhere. They can set up a new second step on the page of their account.",
  },
} as const;

/** Every account of the studio. */
export function StudioPeople({ me }: { me: string }) {
  const people = useQuery(peopleQueries.people());
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim().toLocaleLowerCase());
  const [asking, setAsking] = useState<{ act: PersonAct; person: Person }>();
  const change = useAct({
    work: ({ act, person }: { act: PersonChange; person: Person }) =>
      peopleRequest("changePerson", { params: { person: person.id }, body: personChanges[act] }),
    failed: "Nothing was changed",
    refresh: [["people"], ["me"]],
  });
  const ask = (act: PersonAct, person: Person) =>
    // What only gives something back is not asked about.
    act === "enable" ? change.mutate({ act, person }) : setAsking({ act, person });
  const close = () => setAsking(undefined);
  return (
    <Part
      wide
      title="People"
      text="Everybody with an account. New ones are invited to a workspace by its owners, or join as you decide under “How people join”."
    >
      <Reading what="list of people" query={people}>
        {(all) => {
          const shown = all.filter(({ name, email, workspaces }) =>
            [name, email, ...workspaces.map((each) => each.name)].some((words) =>
              words.toLocaleLowerCase().includes(wanted),
            ),
          );
          return (
            <>
              <div className={classes.tools}>
                <TextInput
                  className={classes.find}
                  type="search"
                  aria-label="Find a person or workspace"
                  placeholder="Find a person or workspace"
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                <span className={classes.meta} role="status">
                  {shown.length === all.length ? `${all.length} people` : `${shown.length} of ${all.length} people`}
                </span>
              </div>
              <ul className={classes.list} aria-label="People">
                {shown.map((person) => (
                  <PersonRow
                    key={person.id}
                    person={person}
                    isMe={person.id === me}
                    isLastAdmin={person.isAdmin && all.filter((each) => each.isAdmin && !each.isDisabled).length < 2}
                    onAct={(act) => ask(act, person)}
                  />
                ))}
                {shown.length === 0 && <li className={classes.nothing}>Nobody here is called that.</li>}
              </ul>
            </>
          );
        }}
      </Reading>
      {asking?.act === "resetLink" && <ResetLinkDialog person={asking.person} onClose={close} />}
      {asking?.act === "erase" && (
        <EraseDialog
          title={`Erase the account of ${asking.person.name}?`}
          whose="this person’s"
          email={asking.person.email}
          asksPassword={false}
          erase={async () => {
            await peopleRequest("erasePerson", { params: { person: asking.person.id } });
            showNotice("The account is erased.");
            close();
            await queryClient.invalidateQueries({ queryKey: ["people"] });
          }}
          onClose={close}
        />
      )}
      {asking !== undefined && asking.act in questions && (
        <Question {...asking} act={asking.act as keyof typeof questions} onClose={close} onConfirm={change.mutate} />
      )}
    </Part>
  );
}

interface QuestionProps {
  act: keyof typeof questions;
  person: Person;
  onClose: () => void;
  onConfirm: (change: { act: keyof typeof questions; person: Person }) => void;
}

function Question({ act, person, onClose, onConfirm }: QuestionProps) {
  const { title, verb, text } = questions[act];
  return (
    <ConfirmDialog
      title={`${title} ${person.name}?`}
      text={text}
      verb={verb}
      onClose={onClose}
      onConfirm={() => {
        onClose();
        onConfirm({ act, person });
      }}
    />
  );
}
