import { Button } from '@mantine/core';
import { Logo } from '../look/Logo.tsx';
import { strings } from '../strings.ts';
import classes from './SignIn.module.css';

/** The desk was updated under this page: the only way on is a reload. */
export default function Outdated() {
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={40} />
        <h1 className={classes.title}>{strings.outdated.title}</h1>
        <p className="soft">{strings.outdated.text}</p>
        <Button onClick={() => location.reload()}>{strings.outdated.reload}</Button>
      </div>
    </main>
  );
}
