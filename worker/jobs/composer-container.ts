/** The media service as a container beside the Worker: started by the first request, asleep when nobody asks. */
import { Container } from '@cloudflare/containers'

/** One container. A render is followed by long polls, so one that works is never put to sleep. */
export class Composer extends Container<{ readonly COMPOSER_TOKEN?: string }> {
  override defaultPort = 8080
  override sleepAfter = '10m'
  override envVars = {
    PORT: '8080',
    ...(this.env.COMPOSER_TOKEN === undefined ? {} : { SERVICE_TOKEN: this.env.COMPOSER_TOKEN }),
  }

  /** Answers the container's state itself, so that a readiness check starts nothing; all else goes inside. */
  override async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === '/container-state') return Response.json(await this.getState())
    return await super.fetch(request)
  }
}
