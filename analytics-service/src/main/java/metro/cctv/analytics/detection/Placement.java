package metro.cctv.analytics.detection;

import metro.cctv.analytics.model.ModelInput;
import metro.cctv.analytics.model.ModelInput.Fit;

/**
 * Where a picture lies in the network's input; what it leaves free is padding.
 *
 * @param scaleX input pixels a picture pixel
 * @param left where the picture begins, input pixels
 * @param width of the scaled picture, input pixels
 */
record Placement(
        int pictureWidth, int pictureHeight, double scaleX, double scaleY, int left, int top, int width, int height) {

    static Placement of(int pictureWidth, int pictureHeight, ModelInput input) {
        return of(pictureWidth, pictureHeight, input.width(), input.height(), input.fit());
    }

    static Placement of(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight, Fit fit) {
        double scaleX = (double) inputWidth / pictureWidth;
        double scaleY = (double) inputHeight / pictureHeight;
        if (fit == Fit.STRETCH)
            return new Placement(pictureWidth, pictureHeight, scaleX, scaleY, 0, 0, inputWidth, inputHeight);
        double scale = Math.min(scaleX, scaleY);
        int width = Math.clamp((long) (pictureWidth * scale), 1, inputWidth);
        int height = Math.clamp((long) (pictureHeight * scale), 1, inputHeight);
        boolean centred = fit == Fit.LETTERBOX_CENTRED;
        int left = centred ? (inputWidth - width) / 2 : 0;
        int top = centred ? (inputHeight - height) / 2 : 0;
        return new Placement(pictureWidth, pictureHeight, scale, scale, left, top, width, height);
    }

    double pictureX(double inputX) {
        return Math.clamp((inputX - left) / scaleX, 0.0, pictureWidth);
    }

    double pictureY(double inputY) {
        return Math.clamp((inputY - top) / scaleY, 0.0, pictureHeight);
    }
}
