/** The other way: the centre files a report to an agency's room, which answers with a receipt number. */
@NullMarked
package metro.cctv.link.report;

import org.jspecify.annotations.NullMarked;
