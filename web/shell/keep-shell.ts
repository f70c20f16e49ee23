/** Lets the app open without a network. */

/** Installs the service worker once the page stands, where there is a build and the browser has any. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () =>
    navigator.serviceWorker.register('/service-worker.js').catch(() => {
      // A private window, or plain http: the app works, only not without a network.
    })
  if (document.readyState === 'complete') void register()
  else window.addEventListener('load', () => void register(), { once: true })
}
