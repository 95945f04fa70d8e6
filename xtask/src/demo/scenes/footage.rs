//! Videos (C02, C10): footage of others with other music, other captions or mirrored, its credited twin, one that only looks alike,
//! and pictures of last summer told as today's. `demo/videos.sh` draws the films.

use model::Platform::Douyin;

use super::Piece;

/// Works that show a film. What is copied stands before its copies.
pub fn pieces() -> Vec<Piece> {
    vec![
        Piece::new(Douyin, "临岚县融媒体中心", "2021-01-08", "镜头里的岚水河堤", "一路骑行，看河堤新绿道")
            .shows("riverside")
            .clean("C02", "自己最先发布"),
        Piece::new(Douyin, "临岚住建", "2021-01-13", "绿道通了", "家门口的新风景，等你来走一走")
            .shows("riverside_music")
            .found("C02", "画面与“临岚县融媒体中心”五天前发布的相同，只换了配乐"),
        Piece::new(Douyin, "竹隐乡人民政府", "2021-01-18", "骑行去哪儿", "周末约上家人出门走走")
            .shows("riverside_captions")
            .found("C02", "画面与“临岚县融媒体中心”十天前发布的相同，只加了字幕"),
        Piece::new(Douyin, "临岚医保", "2021-01-21", "运动让身体更好", "每天走一万步，少跑医院")
            .shows("riverside_mirrored")
            .found("C02", "画面是“临岚县融媒体中心”作品的左右镜像"),
        Piece::new(Douyin, "平安临岚", "2021-01-23", "骑行请戴头盔", "视频来源：临岚县融媒体中心")
            .shows("riverside_credited")
            .clean("C02", "注明了来源"),
        Piece::new(Douyin, "临岚文旅", "2021-01-26", "车窗外的冬天", "沿着公路看山")
            .shows("riverside_lookalike")
            .clean("C02", "画面只是相像，是自己拍的"),
        Piece::new(Douyin, "临岚发布", "2020-07-16", "岚水河水位上涨", "请不要靠近河边").shows("flood"),
        Piece::new(Douyin, "临岚发布", "2021-01-19", "今天的河边", "刚刚拍到的画面，大家注意安全")
            .shows("flood_again")
            .found("C10", "画面是去年七月发布过的，说成刚刚拍到"),
        Piece::new(Douyin, "临岚发布", "2021-02-05", "今天说说防汛准备", "资料画面，拍摄于2020年7月")
            .shows("flood_archive")
            .clean("C10", "注明了资料画面"),
    ]
}
