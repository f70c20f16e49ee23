// Puts the stored theme on the page before anything is painted. Without one, the system's choice holds.
try {
  const theme = localStorage.getItem('cuecraft-theme')
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be closed to us (private windows); the system's choice holds then too.
}
