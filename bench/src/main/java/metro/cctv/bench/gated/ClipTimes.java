package metro.cctv.bench.gated;

/**
 * Which frame of a scene each picture of a {@link RareClip} shows: the clip goes at its own pace whatever the rate of the pictures.
 *
 * @param sceneFps frames a second of the scene
 * @param fps pictures a second of the camera
 * @param clipFrames frames of the scene that belong to the clip
 * @param loopSeconds after which it begins again, to two seconds; not shorter than the clip
 */
record ClipTimes(double sceneFps, int fps, int clipFrames, int loopSeconds) {
    private static final int KEY_FRAME_EVERY_S = 2;

    ClipTimes {
        int keyEvery = KEY_FRAME_EVERY_S * fps;
        if (loopSeconds * fps / keyEvery * keyEvery < whole(clipFrames * fps / sceneFps, keyEvery))
            throw new IllegalArgumentException(
                    "a clip of " + clipFrames / sceneFps + " s does not fit into a round of " + loopSeconds + " s");
    }

    int keyEvery() {
        return KEY_FRAME_EVERY_S * fps;
    }

    /** Of the clip; the next one is a key frame. */
    int clipPictures() {
        return whole(clipFrames * fps / sceneFps, keyEvery());
    }

    int loopPictures() {
        return loopSeconds * fps / keyEvery() * keyEvery();
    }

    int sceneFrame(int picture) {
        return (int) Math.round(picture * sceneFps / fps);
    }

    /** The first picture that shows this frame of the scene or a later one. */
    int pictureOf(int sceneFrame) {
        int picture = (int) Math.floor(sceneFrame * fps / sceneFps);
        while (picture > 0 && sceneFrame(picture - 1) >= sceneFrame) picture--;
        while (sceneFrame(picture) < sceneFrame) picture++;
        return picture;
    }

    private static int whole(double pictures, int keyEvery) {
        return (int) Math.ceil(pictures / keyEvery) * keyEvery;
    }
}
