import { PageHeader } from '../ui/Page.tsx'

/** Every component in every state, for whoever builds Cuecraft. */
export function Gallery() {
  return <PageHeader title="Components" />
}
