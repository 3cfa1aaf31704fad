import { useEffect, useState } from 'react';
import type { ServerMessage } from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';

/** The agents and queues that a chat may go to, as of now; undefined until they are known. */
export function useTeam(): ServerMessage.Team | undefined {
  const desk = useDesk();
  const [team, setTeam] = useState<ServerMessage.Team>();
  useEffect(() => {
    let wanted = true;
    void desk.readTeam().then((answer) => {
      if (wanted) setTeam(answer);
    });
    return () => {
      wanted = false;
    };
  }, [desk]);
  return team;
}
