/**
 * Addresses of frames, as the networks' official embed codes or scripts make them, and the same thing on the networks'
 * own sites. Written from the documents, not from the catalogue.
 */

/** @type {Record<string, [embed: string, original: string][]>} by network and widget */
export const ORIGINALS = {
  'bing/map': [
    [
      'https://www.bing.com/maps/embed?h=400&w=500&cp=47.6~-122.33&lvl=11&typ=d&sty=r&src=SHELL&FORM=MBEDV8',
      'https://www.bing.com/maps?cp=47.6~-122.33&lvl=11',
    ],
    ['https://www.bing.com/maps/embed?h=400&cp=47.6~-122.33', 'https://www.bing.com/maps?cp=47.6~-122.33'],
  ],
  'bluesky/post': [
    [
      'https://embed.bsky.app/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3kzxuvlwgnk2n?id=03&ref_url=https%253A%252F%252Fsite.example%252F',
      'https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kzxuvlwgnk2n',
    ],
  ],
  'facebook/like': [
    [
      'https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fwww.facebook.com%2Fnasa&width=450&layout&action&size&share=true&height=35',
      'https://www.facebook.com/nasa',
    ],
  ],
  'facebook/follow': [
    [
      'https://www.facebook.com/plugins/follow.php?href=https%3A%2F%2Fwww.facebook.com%2Fzuck&layout=standard',
      'https://www.facebook.com/zuck',
    ],
  ],
  'facebook/page': [
    [
      'https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Ffacebook&tabs=timeline&width=340&height=500&adapt_container_width=true',
      'https://www.facebook.com/facebook',
    ],
    [
      'https://www.facebook.com/v2.6/plugins/page.php?adapt_container_width=true&channel=https%3A%2F%2Fstaticxx.facebook.com%2Fconnect%2Fxd_arbiter.php&href=https%3A%2F%2Fwww.facebook.com%2Ffacebook%2F&locale=en_US&sdk=joey',
      'https://www.facebook.com/facebook/',
    ],
    [
      'http://www.facebook.com/plugins/likebox.php?href=http%3a%2f%2fwww.facebook.com%2fplatform&width=292',
      'http://www.facebook.com/platform',
    ],
  ],
  'facebook/post': [
    [
      'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F20531316728%2Fposts%2F10154009990506729%2F&width=500&show_text=true&height=290',
      'https://www.facebook.com/20531316728/posts/10154009990506729/',
    ],
    [
      'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpermalink.php%3Fstory_fbid%3D1%26id%3D4&width=500',
      'https://www.facebook.com/permalink.php?story_fbid=1&id=4',
    ],
  ],
  'facebook/video': [
    [
      'https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Ffacebook%2Fvideos%2F10153231379946729%2F&show_text=false&width=560',
      'https://www.facebook.com/facebook/videos/10153231379946729/',
    ],
  ],
  'facebook/comment': [
    [
      'https://www.facebook.com/plugins/comment_embed.php?href=https%3A%2F%2Fwww.facebook.com%2Fzuck%2Fposts%2F10102577175875681%3Fcomment_id%3D1193531464007751&include_parent=false',
      'https://www.facebook.com/zuck/posts/10102577175875681?comment_id=1193531464007751',
    ],
  ],
  'facebook/group': [
    [
      'https://www.facebook.com/plugins/group.php?href=https%3A%2F%2Fwww.facebook.com%2Fgroups%2Fayearofrunning%2F&width=280&show_metadata=false&height=363',
      'https://www.facebook.com/groups/ayearofrunning/',
    ],
  ],
  'google/map': [
    [
      'https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2624.99!2d2.2922926!3d48.8583736!2m3!1f0!2f0!3f0!3m2!1i1024!2i768!4f13.1!3m3!1m2!1s0x47e66e2964e34e2d%3A0x8ddca9ee380ef7e0!2sEiffel%20Tower!5e0!3m2!1sen!2sus',
      'https://www.google.com/maps/@?api=1&map_action=map&center=48.8583736,2.2922926',
    ],
    [
      'https://www.google.com/maps/embed/v1/place?key=API_KEY&q=Space+Needle,Seattle+WA',
      'https://www.google.com/maps/search/?api=1&query=Space+Needle,Seattle+WA',
    ],
    [
      'https://www.google.com/maps/embed/v1/place?q=place_id:ChIJN1t_tDeuEmsRUsoyG83frY4&key=API_KEY',
      'https://www.google.com/maps/search/?api=1&query=Google&query_place_id=ChIJN1t_tDeuEmsRUsoyG83frY4',
    ],
    [
      'https://www.google.com/maps/embed/v1/search?key=API_KEY&q=record+stores+in+Seattle',
      'https://www.google.com/maps/search/?api=1&query=record+stores+in+Seattle',
    ],
    [
      'https://www.google.com/maps/embed/v1/directions?key=API_KEY&origin=Oslo+Norway&destination=Telemark+Norway&avoid=tolls',
      'https://www.google.com/maps/dir/?api=1&origin=Oslo+Norway&destination=Telemark+Norway',
    ],
    [
      'https://www.google.com/maps/embed/v1/view?key=API_KEY&center=-33.8569,151.2152&zoom=18&maptype=satellite',
      'https://www.google.com/maps/@?api=1&map_action=map&center=-33.8569,151.2152&zoom=18',
    ],
    [
      'https://www.google.com/maps/embed/v1/view?key=API_KEY&center=-33.8569,151.2152',
      'https://www.google.com/maps/@?api=1&map_action=map&center=-33.8569,151.2152',
    ],
    [
      'https://www.google.com/maps/embed/v1/streetview?key=API_KEY&location=46.414382,10.013988&heading=210',
      'https://www.google.com/maps/@?api=1&map_action=pano&viewpoint=46.414382,10.013988',
    ],
    [
      'https://maps.google.com/maps?q=Berlin%20Mitte&t=&z=13&ie=UTF8&iwloc=&output=embed',
      'https://www.google.com/maps/search/?api=1&query=Berlin%20Mitte',
    ],
    [
      'https://maps.google.de/?ll=52.5,13.4&z=12&output=embed',
      'https://www.google.com/maps/@?api=1&map_action=map&center=52.5,13.4',
    ],
  ],
  'google/my-map': [
    [
      'https://www.google.com/maps/d/u/0/embed?mid=1kqVVLmwNIVzFLzmRP1zPJ_o4BvU&ehbc=2E312F',
      'https://www.google.com/maps/d/viewer?mid=1kqVVLmwNIVzFLzmRP1zPJ_o4BvU',
    ],
  ],
  'instagram/post': [
    [
      'https://www.instagram.com/p/fA9uwTtkSN/embed/captioned/?cr=1&v=14&wp=540&rd=https%3A%2F%2Fsite.example#%7B%22ci%22%3A0%7D',
      'https://www.instagram.com/p/fA9uwTtkSN/',
    ],
    ['https://www.instagram.com/reel/CrCjOG_At2A/embed', 'https://www.instagram.com/reel/CrCjOG_At2A/'],
    ['https://www.instagram.com/nasa/p/fA9uwTtkSN/embed/', 'https://www.instagram.com/p/fA9uwTtkSN/'],
    ['https://www.instagram.com/nasa/embed/?cr=1&v=14', 'https://www.instagram.com/nasa/'],
  ],
  'linkedin/follow': [
    [
      'https://www.linkedin.com/pages-extensions/FollowCompany?id=1337&counter=bottom',
      'https://www.linkedin.com/company/1337',
    ],
  ],
  'linkedin/post': [
    [
      'https://www.linkedin.com/embed/feed/update/urn:li:share:6898694772484112384',
      'https://www.linkedin.com/feed/update/urn:li:share:6898694772484112384',
    ],
    [
      'https://www.linkedin.com/embed/feed/update/urn:li:ugcPost:6898694772484112384?collapsed=1',
      'https://www.linkedin.com/feed/update/urn:li:ugcPost:6898694772484112384',
    ],
  ],
  'ok/group': [
    [
      'https://connect.ok.ru/dk?st.cmd=WidgetGroup&st.groupId=54850511896605&st.fid=__okGroup0&st.hoster=https%3A%2F%2Fsite.example%2F&st.settings=%7B%22width%22%3A310%7D',
      'https://ok.ru/group/54850511896605',
    ],
  ],
  'ok/video': [['https://ok.ru/videoembed/20079905452?nochat=1', 'https://ok.ru/video/20079905452']],
  'pinterest/pin': [
    [
      'https://assets.pinterest.com/ext/embed.html?id=99360735500167749&src=oembed',
      'https://www.pinterest.com/pin/99360735500167749/',
    ],
  ],
  'reddit/post': [
    [
      'https://embed.reddit.com/r/pics/comments/haucpf/ive_found_a_few_funny_memories/?embed=true&ref_source=embed&ref=share&theme=dark&utm_medium=widgets',
      'https://www.reddit.com/r/pics/comments/haucpf/ive_found_a_few_funny_memories/',
    ],
    [
      'https://www.redditmedia.com/r/pics/comments/haucpf/memories/fv9rx7y/?ref_source=embed&ref=share&embed=true',
      'https://www.reddit.com/r/pics/comments/haucpf/memories/fv9rx7y/',
    ],
  ],
  'snapchat/post': [
    [
      'https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPwAAYdGZ1dmJpaGx2/embed?locale=en-US',
      'https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPwAAYdGZ1dmJpaGx2',
    ],
    ['https://www.snapchat.com/add/snapchat/embed', 'https://www.snapchat.com/add/snapchat'],
  ],
  'soundcloud/player': [
    [
      'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/forss/flickermood&color=%23ff5500&auto_play=false',
      'https://soundcloud.com/forss/flickermood',
    ],
  ],
  'spotify/player': [
    [
      'https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl?utm_source=generator&theme=0',
      'https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl',
    ],
    [
      'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5/video?utm_source=generator',
      'https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5',
    ],
    [
      'https://open.spotify.com/embed-podcast/show/5eXZwvvxt3K2dxha3BSaAe',
      'https://open.spotify.com/show/5eXZwvvxt3K2dxha3BSaAe',
    ],
    [
      'https://open.spotify.com/embed/user/spotify/playlist/37i9dQZF1DXcBWIGoYBM5M',
      'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M',
    ],
    [
      'https://embed.spotify.com/?uri=spotify%3Auser%3Aspotify%3Aplaylist%3A37i9dQZF1DXcBWIGoYBM5M',
      'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M',
    ],
    [
      'https://embed.spotify.com/?uri=spotify:track:11dFghVXANMlKmJXsNCbNl&theme=white',
      'https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl',
    ],
  ],
  'spotify/podcast': [
    [
      'https://podcasters.spotify.com/pod/show/my-show/embed/episodes/First-episode-e1abcde/a-a2bcdef',
      'https://creators.spotify.com/pod/show/my-show/episodes/First-episode-e1abcde',
    ],
    [
      'https://creators.spotify.com/pod/profile/my-show/embed',
      'https://creators.spotify.com/pod/profile/my-show',
    ],
  ],
  'telegram/post': [
    [
      'https://t.me/telegram/83?embed=1&userpic=true&mode=tme#?origin=https%3A%2F%2Fsite.example',
      'https://t.me/telegram/83',
    ],
    ['https://t.me/contest/198?embed=1&discussion=1&comments_limit=5', 'https://t.me/contest/198'],
  ],
  'threads/post': [
    [
      'https://www.threads.net/@zuck/post/CuW6-7KyXme/embed?ref=site',
      'https://www.threads.com/@zuck/post/CuW6-7KyXme',
    ],
    ['https://www.threads.com/t/CuW6-7KyXme/embed/', 'https://www.threads.com/t/CuW6-7KyXme'],
  ],
  'tiktok/player': [
    [
      'https://www.tiktok.com/player/v1/6718335390845095173?music_info=1&description=1',
      'https://www.tiktok.com/@/video/6718335390845095173',
    ],
  ],
  'tiktok/video': [
    [
      'https://www.tiktok.com/embed/v2/6718335390845095173?lang=en-US&referrer=https%3A%2F%2Fsite.example%2F',
      'https://www.tiktok.com/@/video/6718335390845095173',
    ],
    ['https://www.tiktok.com/embed/@scout2015', 'https://www.tiktok.com/@scout2015'],
  ],
  'tumblr/follow': [
    [
      'https://platform.tumblr.com/v2/follow_button.html?type=follow&tumblelog=staff&color=blue',
      'https://www.tumblr.com/staff',
    ],
  ],
  'twitch/chat': [
    ['https://www.twitch.tv/embed/hebo/chat?parent=site.example&darkpopout', 'https://www.twitch.tv/hebo'],
  ],
  'twitch/clip': [
    [
      'https://clips.twitch.tv/embed?clip=IncredulousAbstemiousFennelImGlitch&parent=site.example',
      'https://clips.twitch.tv/IncredulousAbstemiousFennelImGlitch',
    ],
  ],
  'twitch/everything': [
    ['https://embed.twitch.tv/?channel=monstercat&height=480&parent=x', 'https://www.twitch.tv/monstercat'],
    ['https://embed.twitch.tv/?video=124085610&parent=x', 'https://www.twitch.tv/videos/124085610'],
    ['https://embed.twitch.tv/?collection=abc123&parent=x', 'https://www.twitch.tv/collections/abc123'],
  ],
  'twitch/player': [
    ['https://player.twitch.tv/?channel=dallas&parent=embed.example.com', 'https://www.twitch.tv/dallas'],
    [
      'https://player.twitch.tv/?autoplay=false&video=v40464143&parent=x',
      'https://www.twitch.tv/videos/40464143',
    ],
    [
      'https://player.twitch.tv/?collection=4nW4HXTgvBQ6_g&parent=x',
      'https://www.twitch.tv/collections/4nW4HXTgvBQ6_g',
    ],
  ],
  'vimeo/event': [
    ['https://vimeo.com/event/4154/embed', 'https://vimeo.com/event/4154'],
    ['https://vimeo.com/event/4154/embed/interaction', 'https://vimeo.com/event/4154'],
    ['https://vimeo.com/event/4154/embed/8ab20d4f7e/interaction', 'https://vimeo.com/event/4154/8ab20d4f7e'],
  ],
  'vimeo/showcase': [['https://vimeo.com/showcase/3253534/embed', 'https://vimeo.com/showcase/3253534']],
  'vimeo/video': [
    ['https://player.vimeo.com/video/76979871?badge=0&autopause=0', 'https://vimeo.com/76979871'],
    [
      'https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1#t=30s',
      'https://vimeo.com/76979871/8272103f6e',
    ],
  ],
  'vk/community': [
    [
      'https://vk.com/widget_community.php?app=0&width=220px&_ver=1&gid=20003922&mode=3&color1=&height=400',
      'https://vk.com/club20003922',
    ],
  ],
  'vk/playlist': [
    [
      'https://vk.com/widget_playlist.php?app=0&width=100%25&_ver=1&oid=-113047006&pid=85410764&hash=c2c9',
      'https://vk.com/music/playlist/-113047006_85410764',
    ],
  ],
  'vk/post': [
    [
      'https://vk.com/widget_post.php?app=0&width=100%25&_ver=1&owner_id=-211296925&post_id=60&hash=bVYh',
      'https://vk.com/wall-211296925_60',
    ],
  ],
  'vk/subscribe': [
    [
      'https://vk.com/widget_subscribe.php?app=0&width=100%25&_ver=1&oid=-20003922&mode=1',
      'https://vk.com/club20003922',
    ],
    ['https://vk.com/widget_subscribe.php?app=0&_ver=1&oid=1&mode=1', 'https://vk.com/id1'],
  ],
  'vk/video': [
    [
      'https://vk.com/video_ext.php?oid=-22822305&id=456241864&hash=3eac3a8dfb06e7bd&hd=2',
      'https://vk.com/video-22822305_456241864',
    ],
    [
      'https://vkvideo.ru/video_ext.php?id=456241864&oid=-22822305',
      'https://vkvideo.ru/video-22822305_456241864',
    ],
  ],
  'x/follow': [
    [
      'https://platform.twitter.com/widgets/follow_button.2f70fb173b9000da126c79afe2098f02.en.html#dnt=false&id=twitter-widget-0&lang=en&screen_name=TwitterDev&show_count=false&size=m',
      'https://x.com/TwitterDev',
    ],
    [
      'https://platform.twitter.com/widgets/follow_button.html?screen_name=twitterapi&show_count=true',
      'https://x.com/twitterapi',
    ],
  ],
  'x/post': [
    [
      'https://platform.twitter.com/embed/Tweet.html?dnt=false&embedId=twitter-widget-0&features=e30%3D&frame=false&hideCard=false&id=463440424141459456&lang=en&origin=https%3A%2F%2Fsite.example%2F&theme=light&width=550px',
      'https://x.com/i/status/463440424141459456',
    ],
    [
      'https://twitter.com/i/videos/tweet/560070131976392705?embed_source=clientlib',
      'https://x.com/i/status/560070131976392705',
    ],
  ],
  'x/timeline': [
    [
      'https://syndication.twitter.com/srv/timeline-profile/screen-name/TwitterDev?dnt=false&embedId=twitter-widget-0',
      'https://x.com/TwitterDev',
    ],
    [
      'https://syndication.twitter.com/srv/timeline-likes/screen-name/TwitterDev?dnt=false',
      'https://x.com/TwitterDev/likes',
    ],
    [
      'https://syndication.twitter.com/srv/timeline-list/list-id/715919216927322112?dnt=false',
      'https://x.com/i/lists/715919216927322112',
    ],
    [
      'https://syndication.twitter.com/srv/timeline-list/screen-name/TwitterDev/slug/national-parks?dnt=false',
      'https://x.com/TwitterDev/lists/national-parks',
    ],
  ],
  'yandex/map': [
    [
      'https://yandex.ru/map-widget/v1/?um=constructor%3A2f8a&source=constructor',
      'https://yandex.com/maps/?um=constructor%3A2f8a&source=constructor',
    ],
    ['https://yandex.com/map-widget/v1/-/CBFkEGR~9B', 'https://yandex.com/maps/-/CBFkEGR~9B'],
  ],
  'youtube/live-chat': [
    [
      'https://www.youtube.com/live_chat?v=hHW1oY26kxQ&embed_domain=www.example.com',
      'https://www.youtube.com/watch?v=hHW1oY26kxQ',
    ],
  ],
  'youtube/subscribe': [
    [
      'https://www.youtube.com/subscribe_embed?usegapi=1&channel=GoogleDevelopers&layout=default&count=default&origin=https%3A%2F%2Fsite.example',
      'https://www.youtube.com/user/GoogleDevelopers',
    ],
    [
      'https://www.youtube.com/subscribe_embed?usegapi=1&channelid=UC_x5XG1OV2P6uZZ5FSM9Ttw&layout=full',
      'https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw',
    ],
  ],
  'youtube/video': [
    [
      'https://www.youtube.com/embed/M7lc1UVf-VE?autoplay=1&origin=http://example.com',
      'https://www.youtube.com/watch?v=M7lc1UVf-VE',
    ],
    [
      'https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?si=abc',
      'https://www.youtube.com/watch?v=M7lc1UVf-VE',
    ],
    ['https://www.youtube.com/v/M7lc1UVf-VE&hl=en_US&fs=1', 'https://www.youtube.com/watch?v=M7lc1UVf-VE'],
    [
      'https://www.youtube.com/embed/videoseries?si=abc&list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG',
      'https://www.youtube.com/playlist?list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG',
    ],
    [
      'https://www.youtube.com/embed?listType=playlist&list=PLC77007E23FF423C6',
      'https://www.youtube.com/playlist?list=PLC77007E23FF423C6',
    ],
    [
      'https://www.youtube.com/embed?listType=user_uploads&list=GoogleDevelopers',
      'https://www.youtube.com/user/GoogleDevelopers/videos',
    ],
    [
      'https://www.youtube.com/embed/live_stream?channel=UC_x5XG1OV2P6uZZ5FSM9Ttw',
      'https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw/live',
    ],
  ],
};

/** Frames that have no original: pages of the site itself, and addresses made to lead elsewhere. */
export const WITHOUT_ORIGINAL = [
  'https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fsite.example%2F&layout=button',
  'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.example%2Ffacebook.com%2F1',
  'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com.evil.example%2F1',
  'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%40evil.example%2F1',
  'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevilfacebook.com%2F1',
  'https://www.facebook.com/plugins/post.php?href=javascript%3Aalert(1)%2F%2Fwww.facebook.com%2F',
  'https://w.soundcloud.com/player/?url=https%3A%2F%2Fevil.example%2Fsoundcloud.com%2Fx',
  'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F293',
  'https://evil.example/?https://www.youtube.com/embed/M7lc1UVf-VE',
  'https://www.youtube.com.evil.example/embed/M7lc1UVf-VE',
  'https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPwAAYdGZ1dmJpaGx2',
];
