/** What the pages about one's own account say in English: the same keys as the Vietnamese, or it does not compile. */
import type { accountVi } from './account-vi.ts';

export const accountEn: typeof accountVi = {
  top: {
    signIn: 'Sign in',
    signOut: 'Sign out',
    account: (name) => `Account: ${name}`,
    phone: (name) => `Site link: ${name}`,
  },

  form: {
    wrong: 'Not done. Correct the following and send again:',
    why: 'Reason',
    whyHint: 'Kept in the audit.',
    mismatch: 'The two passphrases differ. Type both again.',
    atLeastOne: 'Choose at least one.',
    unsure: 'The box that confirms it is not ticked.',
    choose: '– choose –',
    wholeCentre: 'the whole centre',
    back: 'Back',
  },

  signIn: {
    title: 'Sign in',
    login: 'Sign-in name',
    passphrase: 'Passphrase',
    send: 'Sign in',
    again: 'Sign in to see this page.',
    forgotten: 'Passphrase forgotten, or no account yet? Ask an administrator of your unit for a one-time link.',
    chosen: 'The passphrase is set. Sign in with it now.',
    left: 'You have signed out.',
    withdrawn:
      'This site’s link has been withdrawn or replaced. Ask the radio centre for the new one; whoever has an account signs in below.',
    codeTitle: 'Code',
    codeLead: 'Open the authenticator app on your telephone and type the 6 digits that it shows.',
    code: 'Code or recovery code',
    codeHint: 'Without your telephone, type a recovery code, such as abcd-efgh-ijkl-mnop-qrst-uvwx. Each works once.',
    codeSend: 'Continue',
    startOver: 'Sign in from the beginning',
    confirmTitle: 'Type a code again',
    confirmLead:
      'Approving, giving roles or making tokens needs a code typed within the last 10 minutes. After typing it, do again what you were doing.',
  },

  welcome: {
    firstTitle: 'Make the first administrator',
    firstLead:
      'This is the first start. This person manages people and roles for the whole centre; this link works once.',
    title: 'Choose a passphrase',
    lead: (name) => `This link is for ${name} and works once.`,
    fullName: 'Full name',
    loginHint: 'Used to sign in, such as tran.dat. Capital and small letters are the same.',
    passphrase: 'New passphrase',
    passphraseHint:
      'At least 12 characters. Best are four or five words that have nothing to do with each other; spaces and accents are fine.',
    repeat: 'New passphrase again',
    alsoRoles: 'This person is also',
    alsoRolesHint:
      'An administrator does not thereby edit, approve or record what aired. Tick where one person does several jobs; roles can be given later too.',
    send: 'Save and go to sign in',
  },

  account: {
    title: 'My account',
    facts: 'About me',
    name: 'Full name',
    roles: 'Roles',
    noRoles: 'No role has been given yet. Ask an administrator of your unit.',
    passphraseAt: (at) => `Set at ${at}`,
    passphrase: 'Change the passphrase',
    current: 'Present passphrase',
    currentWrong: 'The present passphrase is not right.',
    change: 'Change the passphrase',
    secondFactor: 'Second factor',
    secondFactorOff:
      'Off. It is needed for approving and for managing people, tokens and units. Once it is on, whoever learns the passphrase still cannot get in.',
    secondFactorOn: (at) => `On since ${at}.`,
    recoveryLeft: (count) => `${count} recovery ${count === 1 ? 'code' : 'codes'} left.`,
    turnOn: 'Turn on the second factor',
    manage: 'Recovery codes, turning it off',
    signIns: 'Sign-ins',
    signInsHint: 'If one is not yours, end it and change your passphrase.',
    thisOne: 'this one',
    began: (at) => `signed in ${at}`,
    seen: (at) => `last used ${at}`,
    from: (address) => `from ${address}`,
    end: 'End',
    endOne: (agent, at) => `End ${agent}, signed in ${at}`,
    endOthers: 'End all others',
    unknownAgent: 'a browser without a name',
    agent: (browser, system) => `${browser} on ${system}`,
    done: {
      passphrase: 'The passphrase is changed. Your other sign-ins have ended.',
      ended: 'The sign-in has ended.',
      dropped: 'The second factor is off.',
    },
  },

  secondFactor: {
    passphrase: 'Your passphrase',
    title: 'Second factor',
    why: 'Besides the passphrase, each sign-in will ask for 6 digits from your telephone.',
    steps: 'How to turn it on',
    install: 'Install an authenticator app (such as Google Authenticator, Microsoft Authenticator, Aegis).',
    scan: 'In the app, scan this QR code.',
    qr: 'QR code that adds Loa to an authenticator app',
    type: 'If it cannot be scanned, type this key into the app:',
    enter: 'Type the 6 digits that the app shows.',
    code: '6 digits',
    codeWrong: 'The code is not right. Check the time on the telephone, then type a new code.',
    turnOn: 'Turn on',
    recoveryTitle: 'Recovery codes',
    recoveryOn: 'The second factor is on.',
    recoveryLead:
      'Each code replaces the one on your telephone once, when it is lost or broken. They are shown this once: print this page (Ctrl + P) or write them down, and keep them where only you can get at them.',
    recoveryDone: 'I have put the recovery codes away',
    since: (at) => `On since ${at}.`,
    renew: 'Make new recovery codes',
    renewHint: 'Once new codes are made, the old ones stop working.',
    drop: 'Turn off the second factor',
    dropHint: 'Needed to move to another telephone: turn it off, then on again there.',
    missingTitle: 'The second factor has to be on',
    missing:
      'Approving and managing people, tokens and units is done only by somebody we are sure of, so a passphrase is not enough. Turning it on takes two minutes, once.',
    go: 'Turn on the second factor',
    stale: 'To change anything on this page, type a code; it holds for 10 minutes.',
    stepUp: 'Type a code',
  },

  approval: {
    heading: 'Approval of the day',
    none: (version) => `Version ${version} is not approved yet.`,
    by: (version, name, at) => `Version ${version} was approved by ${name} at ${at}.`,
    erased: 'a person who was erased',
    exception: (reason) => `Approved by its own author under a one-person exception: ${reason}`,
    approve: (version) => `Approve version ${version}`,
  },
};
