// Dialogs, the palette and toasts are shown alive.
export const csr = true;
