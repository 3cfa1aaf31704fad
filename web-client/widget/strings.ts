/** Everything that the widget says, in one place: to speak another language, translate this file. */

/** What the loader says; apart, so that it carries nothing else. */
export const launcherStrings = {
  panel: 'Support chat',
  open: 'Open support chat',
  close: 'Close support chat',
  unread: (count: number) => `, ${count} unread`,
} as const;

/** What the panel says. */
export const strings = {
  panel: launcherStrings.panel,
  support: 'Support',
  minimize: 'Minimize chat',
  cancel: 'Cancel',

  start: {
    greeting: (name: string) => `Hi ${name}, how can we help?`,
    greetingNobody: 'How can we help?',
    promise: (site = '') => `Chat with a support engineer${site && ` about ${site}`}.`,
    optional: 'All is optional. What you tell now you need not repeat.',
    submit: 'Start chat',
    submitting: 'Starting…',
  },

  intake: {
    topic: 'What is it about?',
    topicPlaceholder: 'Checkout answers 503 after a deploy',
    environment: 'Environment affected',
    multidev: 'Multidev',
    multidevName: 'Name of the Multidev',
    steps: 'Steps to reproduce',
    stepsPlaceholder: 'What did you do, and what happened? URLs and file paths help most.',
    more: 'Add when it began, error message, links',
    began: 'When did it begin?',
    beganPlaceholder: '10 minutes ago, since the deploy at 14:05 …',
    error: 'Error message',
    errorPlaceholder: 'Paste it as it is',
    links: 'Links to screenshots or screencasts',
    linksPlaceholder: 'One per line',
    summary: 'What you told us',
    nothing: 'You have not told us about the problem yet.',
    edit: 'Edit details',
    add: 'Add details',
  },

  place: {
    title: 'You are in line',
    about: (p50: string, p90: string) => `About ${p50}, 9 in 10 within ${p90}`,
    now: 'Any moment now',
    estimating: 'Estimating your wait…',
    ahead: (chats: number) => (chats === 1 ? '1 chat ahead of you' : `${chats} chats ahead of you`),
    why: 'Why am I waiting?',
    ticket: 'Leave a ticket instead',
    nobody: 'Nobody who can help with this is on duty right now',
    nobodyLong: 'Leave a ticket, and you are answered without waiting here.',
    long: 'The wait is longer than it should be. A ticket is answered without you waiting here.',
    stay: 'You can write already, and minimize this window: you keep your place.',
    minutes: (minutes: number) => (minutes === 1 ? '1 min' : `${minutes} min`),
    hours: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
  },

  chat: {
    log: 'Conversation',
    today: 'Today',
    yesterday: 'Yesterday',
    you: 'You',
    earlier: 'Show earlier messages',
    earlierBusy: 'Loading…',
    newMessages: 'New messages',
    typing: (name: string) => `${name} is typing`,
    online: 'Online',
    away: 'Connection interrupted',
    waiting: 'Waiting for an agent',
    over: 'Chat ended',
    ticket: (ticket: number) => `Ticket #${ticket}`,
    agentAway: (name: string) =>
      `${name}’s connection is interrupted. If it does not come back soon, somebody else takes over.`,
  },

  notice: {
    launched: 'Chat started',
    assigned: (name: string) => `${name} joined the chat`,
    left: (name: string) => `${name} left the chat`,
    requeued: (name: string) =>
      `Somebody else takes over from ${name}; you are back in line, at your old place or better`,
    someone: 'The agent',
    intakeRevised: 'You changed the details',
    ended: 'The chat ended',
    leftQueue: 'You left the line',
    ticketOpened: (ticket: number) => `Ticket #${ticket} opened`,
    ticketAssigned: (name: string) => `${name} has your ticket`,
    ticketResolved: 'The ticket is resolved',
  },

  composer: {
    label: 'Message',
    placeholder: 'Write a message…',
    placeholderWaiting: 'Write already, it will be read first…',
    placeholderTicket: (ticket: number) => `Add to ticket #${ticket}…`,
    send: 'Send message',
    tooLong: (over: number) => `${over} characters too long`,
    left: (left: number) => `${left} characters left`,
    full: 'Too many messages wait for the connection. They are sent when it is back.',
  },

  state: {
    sending: 'Sending',
    waiting: 'Waiting for the connection',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
    retry: 'Try again',
    discard: 'Delete',
  },

  ticket: {
    opened: (ticket: number) => `Ticket #${ticket} is open`,
    resolved: (ticket: number) => `Ticket #${ticket} is resolved`,
    next: (email: string) => `We answer here and to ${email}. You can add to it at any time.`,
  },

  end: {
    done: 'This chat has ended',
    doneText: 'Thank you. If anything is left, start a new chat: we have the history.',
    restart: 'Start a new chat',
  },

  connection: {
    connecting: 'Connecting…',
    lost: 'Connection lost. Reconnecting…',
    offline: 'You are offline.',
    kept: 'Messages you write are kept and sent.',
    back: 'Connected again',
    retry: 'Try now',
    signedOut: 'You are signed out',
    signedOutText: 'Sign in to the dashboard again, or try once more.',
    outdated: 'This page is out of date',
    outdatedText: 'Reload the page to go on with your chat. Nothing is lost.',
    tryAgain: 'Try again',
    reload: 'Reload chat',
  },

  problem: {
    transcript: 'The transcript could not be downloaded. Try again in a moment.',
    dismiss: 'Dismiss',
  },
} as const;
