/** What is said in what comes after the rest (`later.ts`), and with it. */
export const laterStrings = {
  intake: {
    editTitle: 'Details of your problem',
    save: 'Save details',
  },

  ticket: {
    title: 'Leave a ticket instead?',
    kept: 'Your details and messages become the ticket.',
    answer: (email: string) => `We answer here and to ${email}.`,
    subject: 'Subject',
    submit: 'Open ticket',
    submitting: 'Opening…',
    stay: 'Keep waiting',
  },

  end: {
    title: 'End this chat?',
    text: 'You can still download the transcript, and start a new chat.',
    textWaiting: 'You leave the line and lose your place.',
    submit: 'End chat',
    stay: 'Keep chatting',
  },

  menu: {
    label: 'Chat options',
    transcript: 'Download transcript',
    soundOn: 'Turn sounds on',
    soundOff: 'Turn sounds off',
    ticket: 'Leave a ticket instead',
    end: 'End chat',
  },

  rating: {
    question: (name: string | undefined) => `How was the help${name ? ` by ${name}` : ''}?`,
    /** From the worst to the best. */
    scores: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    comment: 'Anything to add? (optional)',
    send: 'Send rating',
    skip: 'No, thanks',
    after: 'Rate this chat',
    thanks: 'Thank you for your rating',
    sending: 'Your rating is kept, and sent when the connection is back',
    change: 'Change rating',
  },
} as const;
