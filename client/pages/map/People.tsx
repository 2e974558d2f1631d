import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useLocalStore } from "../../state/local.ts";
import { type Person, usePeople } from "../../state/usePeople.ts";
import { useMap } from "../../state/useMap.ts";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import classes from "./People.module.css";

const shown = 4;

/** Who else is here; a click goes to what that person looks at. */
export function People() {
  const people = usePeople();
  const goTo = useGoTo();
  if (people.length === 0) return null;
  const rest = people.slice(shown);
  return (
    <ul className={classes.people} aria-label="Also here">
      {people.slice(0, shown).map((person) => (
        <li key={person.id} className={classes.person}>
          <Tooltip label={`Go to where ${person.name} is`} openDelay={400}>
            <UnstyledButton
              className={classes.button}
              aria-label={`${person.name}: go to where they are`}
              onClick={() => goTo(person)}
            >
              <PersonAvatar name={person.name} color={person.color} />
            </UnstyledButton>
          </Tooltip>
        </li>
      ))}
      {(rest.length > 0 || people.length > 1) && (
        <li className={classes.more} data-all={rest.length === 0 || undefined}>
          <Menu shadow="md" position="bottom-end">
            <Menu.Target>
              <UnstyledButton className={classes.count} aria-label={`${people.length} people are here too`}>
                <span className={classes.wide}>+{rest.length}</span>
                <span className={classes.narrow}>{people.length}</span>
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflow: "auto" }}>
              {people.map((person) => (
                <Menu.Item
                  key={person.id}
                  leftSection={<PersonAvatar name={person.name} color={person.color} size={22} />}
                  onClick={() => goTo(person)}
                >
                  {person.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </li>
      )}
    </ul>
  );
}

/** Brings what a person looks at into view, from the tab of theirs that says it. */
function useGoTo(): (person: Person) => void {
  const { presence } = useMap();
  const local = useLocalStore();
  return ({ id }) => {
    const view = presence.read().find((peer) => peer.user.id === id && peer.view)?.view;
    if (view) local.getState().canvas?.showFrame(view);
  };
}
