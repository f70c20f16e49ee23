/** The address of a file that the build keeps gzipped, since hosts of static pages take no file over 25 MiB. */
declare module '*?gzipped' {
  const address: string
  export default address
}
