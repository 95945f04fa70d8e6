#!/usr/bin/env bash
# Draws the videos of the demo county with ffmpeg: landscapes that do not exist, with sound, and what others made of them.
# demo/films.tsv (written by `cargo xtask demo-data`) says which work shows which film.   usage: demo/videos.sh FOLDER
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="${1:?usage: demo/videos.sh FOLDER}"
seconds=14
mkdir -p "$out/films"

ff() { ffmpeg -v error -nostdin -y "$@"; }
code=(-c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac -b:a 96k -shortest)

# landscape HILLS SUN CARS TUNE FILE : hills that roll by, a sun that crosses the sky, two cars, and a tune.
landscape() {
  local hills="$1" sun="$2" cars="$3" tune="$4" file="$5"
  ff -f lavfi -i "color=c=0x9fc5e8:s=320x180:r=25:d=$seconds,format=gray,geq=lum='if(gt(Y,H*0.62+22*sin(X/${hills}+T*0.7)+9*sin(X/17-T*0.4)),70+30*sin(X/9+Y/7+T*2),200-0.4*Y)',scale=640:360" \
     -f lavfi -i "color=c=0xffd966:s=52x52:r=25:d=$seconds" -f lavfi -i "color=c=0xcc4125:s=96x40:r=25:d=$seconds" \
     -f lavfi -i "color=c=0x1c4587:s=74x34:r=25:d=$seconds" -f lavfi -i "aevalsrc='$tune':d=$seconds" \
     -filter_complex "[0][1]overlay=x='40+t*$sun':y='70-50*sin(t/4)'[a];[a][2]overlay=x='mod(t*$cars,760)-100':y=285[b];[b][3]overlay=x='640-mod(t*$cars*0.7,760)':y=315[v]" \
     -map '[v]' -map 4:a "${code[@]}" "$file"
}

# captions SEED : boxes in the place of letters, another line every two seconds.
captions() {
  local seed="$1" filter="drawbox=x=60:y=312:w=520:h=36:color=black@0.75:t=fill" line letter
  for line in 0 1 2 3 4 5 6; do
    for letter in 0 1 2 3 4 5 6 7 8 9; do
      local width=$(( 8 + (line * 7 + letter * seed) % 23 )) height=$(( 8 + (line * seed + letter * 5) % 15 ))
      filter+=",drawbox=x=$(( 76 + letter * 48 )):y=$(( 318 + (letter * seed) % 6 )):w=$width:h=$height:color=white:t=fill:enable='between(t,$((line * 2)),$((line * 2 + 2)))'"
    done
  done
  printf '%s' "$filter"
}

water='0.25*sin(2*PI*t*(196+30*sin(2*PI*0.5*t)))+0.12*sin(2*PI*t*392)*gt(sin(2*PI*1.5*t),0.6)'
march='0.2*sin(2*PI*t*262*(1+floor(mod(t,4))/8))+0.15*sin(2*PI*t*131)*gt(sin(2*PI*2*t),0)'
bells='0.3*sin(2*PI*t*523)*exp(-3*mod(t,0.8))+0.2*sin(2*PI*t*659)*exp(-4*mod(t,1.1))'
films="$out/films"
step() {
  case "$1" in
    riverside) landscape 38 31 97 "$water" "$films/riverside.mp4" ;;
    riverside_music) ff -i "$films/riverside.mp4" -f lavfi -i "aevalsrc='$march':d=$seconds" -map 0:v -map 1:a "${code[@]}" "$films/riverside_music.mp4" ;;
    riverside_captions) ff -i "$films/riverside.mp4" -vf "$(captions 7)" "${code[@]}" "$films/riverside_captions.mp4" ;;
    riverside_mirrored) ff -i "$films/riverside.mp4" -vf hflip "${code[@]}" "$films/riverside_mirrored.mp4" ;;
    riverside_credited) ff -i "$films/riverside.mp4" -vf scale=480:270 "${code[@]}" "$films/riverside_credited.mp4" ;;
    riverside_lookalike) landscape 53 17 61 "$bells" "$films/riverside_lookalike.mp4" ;;
    flood) landscape 21 9 143 "$bells" "$films/flood.mp4" ;;
    flood_again) ff -i "$films/flood.mp4" -vf 'eq=contrast=1.2' "${code[@]}" "$films/flood_again.mp4" ;;
    flood_archive) ff -i "$films/flood.mp4" -t 10 "${code[@]}" "$films/flood_archive.mp4" ;;
    *) echo "demo/videos.sh draws no film \`$1\`" >&2; exit 2 ;;
  esac
}
# As MediaCrawler keeps downloads: a folder named after the work.
while IFS=$'\t' read -r native film; do
  [ -n "$native" ] || continue
  [ -e "$films/$film.mp4" ] || step "$film"
  mkdir -p "$out/douyin/videos/$native"
  cp "$films/$film.mp4" "$out/douyin/videos/$native/0.mp4"
done < "$here/films.tsv"
rm -rf "$films"
