package metro.cctv.registry.ptz;

import metro.cctv.registry.onvif.OnvifDevice;

/**
 * How to talk to a head.
 *
 * @param profile token of the media profile that carries the PTZ configuration
 */
record HeadLink(OnvifDevice device, String profile, HeadScale scale) {
    HeadNode node() {
        return scale.node();
    }
}
