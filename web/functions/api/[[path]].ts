/** Forwards every API request of the web app's origin to the Worker, unchanged: cookies, ranges, events and all. */

type Context = {
  readonly request: Request
  readonly env: { readonly API: { fetch(request: Request): Promise<Response> } }
}

/** Answers what the Worker answers. */
export async function onRequest(context: Context): Promise<Response> {
  return await context.env.API.fetch(context.request)
}
