/** The camera registry, asked over HTTP with our own token. */
@NullMarked
package metro.cctv.link.registry;

import org.jspecify.annotations.NullMarked;
