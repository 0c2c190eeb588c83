import type { PublicRoute } from '#core/access/public-route.ts';
import { getFresh, post, type Route } from '#core/access/route.ts';
import { accountPage, sendEndAllSessions, sendEndSession } from './pages/account.tsx';
import { changePasswordPage, sendChangePassword } from './pages/change-password.tsx';
import { codePage, sendCode } from './pages/code.tsx';
import { forgottenPasswordPage, sendForgottenPassword } from './pages/forgotten-password.tsx';
import { invitationPage, sendInvitation } from './pages/invitation.tsx';
import { noRolePage } from './pages/no-role.tsx';
import { resetPasswordPage, sendResetPassword } from './pages/reset-password.tsx';
import {
  secondStepPage,
  sendBeginSecondStep,
  sendConfirmSecondStep,
  sendEndSecondStep,
  sendRenewBackupCodes,
} from './pages/second-step.tsx';
import { sendDemoSignIn, sendSignIn, signInPage, signOut } from './pages/sign-in.tsx';
import { signInPaths } from './paths.ts';

// A whole school often shares one address, so an address may do more than an account may (five guesses in fifteen minutes).
const guessers = { permission: 'public', perMinute: 60 } as const;

export const signInPublicRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: signInPaths.signIn, permission: 'public', handle: signInPage },
  { method: 'POST', path: signInPaths.signIn, ...guessers, handle: sendSignIn },
  { method: 'GET', path: signInPaths.code, permission: 'public', handle: codePage },
  { method: 'POST', path: signInPaths.code, ...guessers, handle: sendCode },
  { method: 'POST', path: signInPaths.demo, ...guessers, handle: sendDemoSignIn },
  { method: 'GET', path: signInPaths.noRole, permission: 'public', handle: noRolePage },
  { method: 'POST', path: signInPaths.signOut, permission: 'public', handle: signOut },
  { method: 'GET', path: signInPaths.forgotten, permission: 'public', handle: forgottenPasswordPage },
  { method: 'POST', path: signInPaths.forgotten, permission: 'public', perMinute: 20, handle: sendForgottenPassword },
  { method: 'GET', path: signInPaths.reset(':token'), ...guessers, handle: resetPasswordPage },
  { method: 'POST', path: signInPaths.reset(':token'), ...guessers, handle: sendResetPassword },
  { method: 'GET', path: signInPaths.invitation(':token'), ...guessers, handle: invitationPage },
  { method: 'POST', path: signInPaths.invitation(':token'), ...guessers, handle: sendInvitation },
];

export const accountRoutes: readonly Route[] = [
  getFresh(signInPaths.account, 'own-account', accountPage),
  getFresh(signInPaths.password, 'own-account', changePasswordPage),
  post(signInPaths.password, 'own-account', sendChangePassword),
  getFresh(signInPaths.secondStep, 'own-account', secondStepPage),
  post(signInPaths.beginSecondStep, 'own-account', sendBeginSecondStep),
  post(signInPaths.confirmSecondStep, 'own-account', sendConfirmSecondStep),
  post(signInPaths.backupCodes, 'own-account', sendRenewBackupCodes),
  post(signInPaths.endSecondStep, 'own-account', sendEndSecondStep),
  post(signInPaths.endSession, 'own-account', sendEndSession),
  post(signInPaths.endAllSessions, 'own-account', sendEndAllSessions),
];
