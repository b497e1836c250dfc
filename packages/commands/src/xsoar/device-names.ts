/** The names of the two halves of a sign-in by device code, which the texts of the others point at. */
export const START = 'microsoft-365-defender-auth-start';
export const COMPLETE = 'microsoft-365-defender-auth-complete';
