/** What deployed answers and pages say about https (RFC 6797): for two years, subdomains too. */
export const strictTransportSecurity = 'max-age=63072000; includeSubDomains; preload'
