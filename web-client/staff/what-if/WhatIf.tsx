import { useEffect, useState } from 'react';
import { useDesk } from '../desk/context.ts';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import { Answer } from './Answer.tsx';
import { Form } from './Form.tsx';
import { asked, run } from './simulation.ts';
import { words } from './strings.ts';
import classes from './WhatIf.module.css';
import { UNCHANGED, type Wishes } from './wishes.ts';

/** What would have been, had something been different: a question on the left, its answer on the right. */
export default function WhatIf() {
  const desk = useDesk();
  const board = useStore(desk.board);
  const [wishes, setWishes] = useState<Wishes>(UNCHANGED);
  const now = useStore(asked);
  useEffect(() => desk.watchBoard(), [desk]);
  return (
    <main className={classes.page} aria-label={strings.faces['what-if'].title}>
      <header className={classes.header}>
        <h1>{strings.faces['what-if'].title}</h1>
        <p className="soft">{words.help}</p>
      </header>
      <div className={classes.columns}>
        <Form wishes={wishes} onWish={setWishes} board={board} asked={now} onAsk={run} />
        <Answer
          asked={now}
          rankOf={(tier) => board?.tiers.find((one) => one.tier === tier)?.tierRank ?? 0}
        />
      </div>
    </main>
  );
}
