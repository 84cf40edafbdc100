/** What is unusual for a camera at this hour of the week: numbers of arrivals against its own last weeks. */
@NullMarked
package metro.cctv.link.activity;

import org.jspecify.annotations.NullMarked;
