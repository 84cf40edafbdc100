package metro.cctv.analytics.detection;

/**
 * A picture scaled into the top left corner of the network's input, its shape kept; the rest is padding.
 *
 * @param scale input pixels a picture pixel
 * @param width of the scaled picture, pixels
 */
record Letterbox(int pictureWidth, int pictureHeight, double scale, int width, int height) {

    static Letterbox of(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight) {
        double scale = Math.min((double) inputWidth / pictureWidth, (double) inputHeight / pictureHeight);
        return new Letterbox(
                pictureWidth,
                pictureHeight,
                scale,
                Math.clamp((long) (pictureWidth * scale), 1, inputWidth),
                Math.clamp((long) (pictureHeight * scale), 1, inputHeight));
    }

    double pictureX(double inputX) {
        return Math.clamp(inputX / scale, 0.0, pictureWidth);
    }

    double pictureY(double inputY) {
        return Math.clamp(inputY / scale, 0.0, pictureHeight);
    }
}
