/** Outages and who answers for them; how much of a month cameras gave pictures. */
@NullMarked
package metro.cctv.registry.outage;

import org.jspecify.annotations.NullMarked;
