// Which way imports may point. Each rule's name is the sentence a person sees when it breaks.
const DOMAIN = '(accounts|songs|media|uploads|studio|sharing|generation|lyrics|rooms|spotify|library|events|playlists|snapshots|exports|billing|discover|releases|ops)'
const TEST = '\\.(test|fake)\\.tsx?$'
// Libraries that core may use: pure, without a platform, and allowed one by one.
const CORE_MAY_USE = '(^|node_modules/)(zod|@noble/hashes|bidi-js|fractional-indexing|saxes|fflate|@streamparser/json)'
// A library that loads its WebAssembly while it is imported: core knows its types, whoever has a platform hands it over.
const CORE_IS_HANDED = '(^|node_modules/)harfbuzzjs'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-domain-cycles',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(worker|core|web)/[^/]+$' },
      to: { circular: true },
    },
    {
      name: 'core-imports-only-core',
      severity: 'error',
      from: { path: '^core/', pathNot: TEST },
      to: { pathNot: `^core/|${CORE_MAY_USE}|${CORE_IS_HANDED}` },
    },
    {
      name: 'core-is-handed-harfbuzz',
      severity: 'error',
      from: { path: '^core/', pathNot: TEST },
      to: { path: CORE_IS_HANDED, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-outside-runs-worker-code',
      severity: 'error',
      from: { path: '^(web|container)/', pathNot: TEST },
      to: { path: '^worker/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-takes-only-route-types',
      severity: 'error',
      from: { path: '^web/', pathNot: TEST },
      to: { path: '^worker/', pathNot: '^worker/(app|[^/]+/(routes|schema|[a-z]+-schema))\\.ts$' },
    },
    {
      name: 'a-domain-keeps-its-tables-store-and-routes',
      severity: 'error',
      from: { path: `^worker/${DOMAIN}/`, pathNot: TEST },
      to: { path: `^worker/${DOMAIN}/(tables|store|[a-z]+-store|routes|[a-z]+-routes)\\.ts$`, pathNot: '^worker/$1/' },
    },
    {
      name: 'only-routes-know-http',
      severity: 'error',
      from: { path: `^worker/${DOMAIN}/`, pathNot: `[/-]routes\\.ts$|${TEST}` },
      to: { path: '(^|/)node_modules/hono', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-stores-know-the-database',
      severity: 'error',
      from: { path: `^worker/${DOMAIN}/`, pathNot: `/(store|[a-z]+-store|tables)\\.ts$|${TEST}` },
      to: { path: '(^|/)node_modules/drizzle-orm/' },
    },
    {
      name: 'floors-know-no-domain',
      severity: 'error',
      from: { path: '^worker/(http|db|storage|jobs)/', pathNot: TEST },
      to: { path: `^worker/${DOMAIN}/` },
    },
    {
      name: 'fakes-are-for-tests',
      severity: 'error',
      from: { pathNot: `${TEST}|^(scripts|e2e|bench|worker/testing|container/testing)/` },
      to: { path: '\\.fake\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Tests reach over everything, and nothing reaches them.
    exclude: { path: '^(web|e2e)/dist/|\\.test\\.tsx?$' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
}
