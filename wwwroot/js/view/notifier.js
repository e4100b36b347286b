/** Notifications of the system, where the browser has them and lets the page. */
export const canNotify = () => 'Notification' in globalThis;

export const isBlocked = () => canNotify() && Notification.permission === 'denied';

/** Asks only where nothing was decided yet. Whether the page may. */
export const askToNotify = async () => canNotify() && await Notification.requestPermission() === 'granted';

/** One for each conversation: the next takes the place of the last. */
export const notify = ({ title, text, tag, open }) => {
  if (!canNotify() || Notification.permission !== 'granted') return;
  try {
    const note = new Notification(title, { body: text, tag, icon: '/favicon.svg' });
    note.addEventListener('click', () => {
      focus();
      note.close();
      open();
    });
  } catch {
    // Some phones let only service workers notify.
  }
};
