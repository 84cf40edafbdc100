package metro.cctv.link.camera;

import metro.cctv.contracts.camera.CameraConfigured;

/** @param distanceM along the ground, metres */
public record NearbyCamera(CameraConfigured configured, CameraHealth health, double distanceM) {}
