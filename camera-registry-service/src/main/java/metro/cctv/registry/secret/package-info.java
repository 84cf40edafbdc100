/** Cameras' log-ins under envelope encryption: master keys, data keys, fingerprints. Nothing here is ever printed. */
@NullMarked
package metro.cctv.registry.secret;

import org.jspecify.annotations.NullMarked;
