import { bell, bellOff, command, headset, logOut, moon, sun, wifiOff } from '../../ui/icons.ts';
import type { AgentState } from '../../wire/messages.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { Elapsed } from '../look/Elapsed.tsx';
import { Icon } from '../look/Icon.tsx';
import { IconButton } from '../look/IconButton.tsx';
import { Jacks } from '../look/Jacks.tsx';
import { Keys } from '../look/Keys.tsx';
import { Logo } from '../look/Logo.tsx';
import { Menu, type MenuEntry } from '../look/Menu.tsx';
import { StateDot } from '../look/StateDot.tsx';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import { useConnectionLost } from './ConnectionBanner.tsx';
import { go, pathOf } from './face.ts';
import { type Face, titleOf } from './faces.ts';
import { change, settings } from './settings.ts';
import { ariaShortcut, onMac } from './shortcuts.ts';
import { testSound } from './sound-test.ts';
import classes from './TopBar.module.css';
import { toast } from './toasts.tsx';

const words = strings.bar;

/** The bar on top of every face. */
export function TopBar(props: {
  faces: readonly Face[];
  shown: Face;
  dark: boolean;
  onPalette: () => void;
  onHelp: () => void;
  onTheme: () => void;
  onSignOut: () => void;
  onBecome: (state: AgentState) => void;
}) {
  const sound = useStore(settings, (s) => s.sound);
  return (
    <header className={classes.bar}>
      <div className={classes.brand}>
        <Logo />
        <span className={classes.name}>{strings.product}</span>
      </div>
      {props.faces.length > 1 && (
        <nav className={classes.faces} aria-label={strings.nav}>
          {props.faces.map((face) => (
            <FaceLink key={face.id} to={face} shown={props.shown} />
          ))}
        </nav>
      )}
      <button
        type="button"
        className={classes.palette}
        aria-keyshortcuts={ariaShortcut('mod+k', onMac)}
        onClick={props.onPalette}
      >
        <Icon of={command} size={15} />
        <span className={classes.paletteWords}>{words.palette}</span>
        <Keys of="mod+k" />
      </button>
      <div className={classes.own}>
        <OwnState onBecome={props.onBecome} />
        <ConnectionMark />
        <IconButton
          icon={sound ? bell : bellOff}
          label={words.testSound}
          onClick={() => void testSound()}
        />
        <IconButton
          icon={props.dark ? sun : moon}
          label={props.dark ? words.toLight : words.toDark}
          onClick={props.onTheme}
        />
        <button
          type="button"
          className={classes.help}
          aria-label={words.shortcuts}
          data-hint={words.shortcuts}
          data-hint-keys="?"
          onClick={props.onHelp}
        >
          ?
        </button>
        <Account onSignOut={props.onSignOut} />
      </div>
    </header>
  );
}

function FaceLink({ to, shown }: { to: Face; shown: Face }) {
  return (
    <a
      href={pathOf(to.id)}
      className={classes.face}
      aria-current={to === shown ? 'page' : undefined}
      data-hint={titleOf(to)}
      data-hint-keys={to.keys[0]}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(to.id);
      }}
    >
      <Icon of={to.icon} />
      <span>{titleOf(to)}</span>
    </a>
  );
}

/** The own state with its menu, and the load as jacks. */
function OwnState({ onBecome }: { onBecome: (state: AgentState) => void }) {
  const agent = useDeskState((state) => state.agent);
  const lost = useConnectionLost();
  if (!agent) return null;
  const unheard = agent.state !== 'offline' && (lost || agent.unheard === true);
  const entries = (['available', 'draining', 'away', 'offline'] as const).map(
    (state): MenuEntry => ({
      label: strings.states[state],
      detail: words.stateExplained[state],
      icon: <StateDot state={state} />,
      checked: agent.state === state,
      keys: {
        available: 'shift+v',
        draining: undefined,
        away: 'shift+w',
        offline: 'shift+o',
      }[state],
      onSelect: () => onBecome(state),
    }),
  );
  const label = unheard ? strings.unheard : strings.states[agent.state];
  return (
    <>
      <span
        className={classes.load}
        role="img"
        aria-label={words.load(agent.load, agent.capacity, agent.reserved)}
        data-hint={words.load(agent.load, agent.capacity, agent.reserved)}
      >
        <Jacks load={agent.load} reserved={agent.reserved} capacity={agent.capacity} />
        <span className={`numeric ${classes.loadNumber}`}>
          {words.loadShort(agent.load, agent.capacity)}
        </span>
      </span>
      <Menu
        label={words.ownState(label)}
        entries={entries}
        className={classes.state}
        heading={
          <span className="soft">
            {unheard
              ? strings.connection.backAs(strings.states[agent.state])
              : words.ownStateHeading}
          </span>
        }
      >
        <StateDot state={agent.state} unheard={unheard} />
        <span className={classes.stateName}>{label}</span>
        <span className={`soft ${classes.stateTime}`}>
          {unheard ? <Icon of={wifiOff} size={14} /> : <Elapsed sinceMs={agent.stateSinceMs} />}
        </span>
      </Menu>
    </>
  );
}

function ConnectionMark() {
  const kind = useDeskState((state) => state.connection.kind);
  const { online, connecting, lost } = strings.connection;
  const label = kind === 'online' ? online : kind === 'connecting' ? connecting : lost;
  return (
    <span
      className={classes.connection}
      data-kind={kind}
      role="img"
      aria-label={label}
      data-hint={label}
    >
      <Icon of={kind === 'online' ? headset : wifiOff} size={17} />
    </span>
  );
}

function Account({ onSignOut }: { onSignOut: () => void }) {
  const { person, role } = useDesk().signedIn;
  const { sound, notifications, singleKeys } = useStore(settings);
  const entries: MenuEntry[] = [
    {
      label: words.sound,
      checked: sound,
      toggles: true,
      onSelect: () => change({ sound: !sound }),
    },
    {
      label: words.notifications,
      checked: notifications,
      toggles: true,
      onSelect: () => void switchNotifications(!notifications),
    },
    {
      label: words.singleKeys,
      checked: singleKeys,
      toggles: true,
      onSelect: () => change({ singleKeys: !singleKeys }),
    },
    { label: words.signOut, icon: logOut, divided: true, onSelect: onSignOut },
  ];
  return (
    <Menu
      label={words.account(person.name)}
      entries={entries}
      className={classes.account}
      heading={
        <div>
          <strong>{person.name}</strong>
          <div className="soft">{strings.roles[role]}</div>
        </div>
      }
    >
      {initials(person.name)}
    </Menu>
  );
}

async function switchNotifications(on: boolean): Promise<void> {
  if (!on) {
    change({ notifications: false });
    return;
  }
  const allowed =
    'Notification' in window && (await Notification.requestPermission()) === 'granted';
  change({ notifications: allowed });
  if (!allowed) {
    const { notificationsRefused: title, notificationsHelp: text } = words;
    toast({ tone: 'problem', title, text });
  }
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = parts[0]?.charAt(0) ?? '';
  const last = parts.length > 1 ? (parts.at(-1)?.charAt(0) ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
