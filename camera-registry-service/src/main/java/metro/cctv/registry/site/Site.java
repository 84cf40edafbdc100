package metro.cctv.registry.site;

/**
 * A site as it is stored: what the last file said of it.
 *
 * @param publisher who publishes the row, see {@link SiteIdRule#ofNumber}
 */
record Site(String siteId, String publisher, String districtCode, SiteFacts facts) {}
