import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { alert } from '../../ui/icons.ts';
import type { Problem } from '../../wire/messages.ts';
import { type SignedIn, signIn } from '../desk/api.ts';
import { Icon } from '../look/Icon.tsx';
import { Logo } from '../look/Logo.tsx';
import { strings } from '../strings.ts';
import { unlockSound } from './ring.ts';
import classes from './SignIn.module.css';

const words = strings.signIn;

/** The way in for staff. */
export default function SignIn(props: { wasIn: boolean; onSignedIn: (who: SignedIn) => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState(props.wasIn ? words.signedOut : undefined);

  useEffect(() => {
    document.title = `${strings.signIn.submit} · ${strings.product}`;
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!login.trim() || !password) return;
    void unlockSound();
    setBusy(true);
    setTrouble(undefined);
    const answer = await signIn(login.trim(), password);
    setBusy(false);
    if (!answer.ok) {
      setTrouble(explain(answer.problem));
      passwordField.current?.select();
    } else if (answer.value.role === 'customer') setTrouble(words.notStaff);
    else props.onSignedIn(answer.value);
  };

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} noValidate aria-labelledby="sign-in">
        <Logo size={40} />
        <div>
          <h1 id="sign-in" className={classes.title}>
            {words.title}
          </h1>
          <p className="soft">{words.lead}</p>
        </div>
        <div role="alert">
          {trouble && (
            <div className={classes.trouble}>
              <Icon of={alert} size={18} />
              <span>{trouble}</span>
            </div>
          )}
        </div>
        <TextInput
          label={words.login}
          size="md"
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
          value={login}
          error={checked && !login.trim() && words.missingLogin}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordField}
          visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
          label={words.password}
          size="md"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          error={checked && !password && words.missingPassword}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="md"
          fullWidth
          loading={busy}
          aria-label={busy ? words.submitting : words.submit}
        >
          {words.submit}
        </Button>
      </form>
    </main>
  );
}

function explain(problem: Problem): string {
  if (problem.code === 'rate_limited') {
    return words.throttled(Math.ceil((problem.retryAfterMs ?? 30_000) / 1000));
  }
  if (problem.code === 'unauthenticated') return words.wrong;
  return problem.message.charAt(0).toLocaleUpperCase() + problem.message.slice(1);
}
