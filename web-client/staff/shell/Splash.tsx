import { Logo } from '../look/Logo.tsx';
import { strings } from '../strings.ts';
import classes from './SignIn.module.css';

/** For the moment between the page and the answer who is there. */
export function Splash() {
  return (
    <div className={classes.splash} role="status">
      <Logo size={44} />
      <span className="visually-hidden">{strings.loading}</span>
    </div>
  );
}
