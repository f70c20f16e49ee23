/** What a toast says. */
export type ToastWords = { readonly tone: 'good' | 'bad'; readonly title: string; readonly text?: string }
