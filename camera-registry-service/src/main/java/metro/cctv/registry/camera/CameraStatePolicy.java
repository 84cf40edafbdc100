package metro.cctv.registry.camera;

import metro.cctv.contracts.camera.CameraState;

/** Planned → active ⇄ suspended; from anywhere → retired, and never back. */
final class CameraStatePolicy {
    private CameraStatePolicy() {}

    static boolean mayBegin(CameraState state) {
        return state == CameraState.PLANNED || state == CameraState.ACTIVE;
    }

    /** Staying as it is is always allowed, except for a retired camera: nothing of it changes any more. */
    static boolean mayChange(CameraState from, CameraState to) {
        return switch (from) {
            case PLANNED -> to != CameraState.SUSPENDED;
            case ACTIVE, SUSPENDED -> to != CameraState.PLANNED;
            case RETIRED -> false;
        };
    }
}
