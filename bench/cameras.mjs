// The clip that benchmarks replay as cameras, and how the processes of the module "bench" are started.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { start } from "./processes.mjs";

export const CLIP = { width: 1920, height: 1080, fps: 15 };

export const java = process.env.CCTV_BENCH_JAVA ?? join(process.env.JAVA_HOME ?? "/usr", "bin", "java");
const classPath = ["bench/target/classes", readFileSync("bench/target/class-path.txt", "utf8").trim()].join(":");

/** @param main class below metro.cctv.bench */
export const javaArgs = (heap, main, ...more) => [
  "-XX:+UseSerialGC",
  `-Xmx${heap}`,
  "-cp",
  classPath,
  `metro.cctv.bench.${main}`,
  ...more.map(String),
];

/** 20 s of a noisy 1080p15 picture, 4 Mb/s, key frame every 2 s, no B frames. Made once. */
export function clip(run) {
  const file = join(run, "bench", "clip-1080p15-4m.h264");
  if (existsSync(file)) return file;
  console.log("making the clip (once) …");
  const source = `testsrc2=size=${CLIP.width}x${CLIP.height}:rate=${CLIP.fps},noise=alls=12:allf=t`;
  const x264 = "aud=1:keyint=30:min-keyint=30:scenecut=0:bframes=0:nal-hrd=cbr";
  execFileSync(
    "ffmpeg",
    ["-v", "error", "-y", "-f", "lavfi", "-i", source, "-t", "20", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast"].concat(
      ["-b:v", "4M", "-maxrate", "4M", "-bufsize", "4M", "-x264-params", x264, "-f", "h264", file],
    ),
  );
  return file;
}

/** CLIP WIDTH HEIGHT FPS, as the processes take it. */
export const shape = (run) => [clip(run), CLIP.width, CLIP.height, CLIP.fps].map(String);

/** So many RTSP cameras CAM-0 … that replay the clip. */
export async function publisher(run, cameras) {
  const child = start(java, javaArgs("512m", "ingest.CameraPublisher", ...shape(run), cameras));
  return { child, ...(await child.answer()) };
}

/** Ends a process that ends with its input. */
export async function end(child) {
  child.stdin.end();
  await child.ended;
}

export const round = (n) => Number(n.toPrecision(3));
