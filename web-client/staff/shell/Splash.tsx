import { Logo } from '../look/Logo.tsx';
import { strings } from '../strings.ts';
import classes from './SignIn.module.css';

/**
 * For the moment before there is anything to show.
 *
 * @param props.says what is waited for, where it may take longer
 */
export function Splash(props: { says?: string }) {
  return (
    <main className={classes.splash}>
      <Logo size={44} />
      <h1 className="visually-hidden">Switchboard</h1>
      <p role="status" className={props.says ? 'soft' : 'visually-hidden'}>
        {props.says ?? strings.loading}
      </p>
    </main>
  );
}
