# ruff: noqa: E501  a paragraph of another script is wider than its characters
"""News of a coast that does not exist, in English, German, Japanese and Korean, written for the page layouts."""

from __future__ import annotations

LIBRARY = (
    "Harbour library stays open until two in the morning",
    (
        "The night library on the old quay welcomed 3,200 readers in its first week, twice as many as its staff had "
        "planned for. Half of those who queued on Monday came straight from the late shift at the docks.",
        "The reading rooms fill warehouse number seven, which stood empty for eleven years. Four hundred seats look out "
        "on the water, and the iron doors have kept their painted numbers.",
        "“I finish at eleven and used to sit in my room with a phone,” said Tom Brandt, who drives a crane. “Now I have "
        "two hours to finish the books I never finished at school.”",
        "The bus company has moved its last departure to half past two. In the first seven nights, the line carried an "
        "average of 41 passengers on that trip, according to the transport office.",
        "The city paid for the conversion out of port fees and says that two more warehouses will follow next year, one "
        "of them for children. Neighbours have asked for less noise when the doors close.",
    ),
)
FERRY = (
    "New ferry doubles winter crossings to White Sand Island",
    (
        "A ferry that can sail in winds of force nine was launched on Saturday and will start work in October between the "
        "mainland and White Sand Island, where 4,100 people depend on it for food and medicine.",
        "The ship it replaces is 26 years old and missed 39 days last winter. In January three patients had to be taken "
        "across in a fishing boat, the head of the island clinic said.",
        "There will be six crossings a day from November, two more than now, and the first will leave at twenty past six "
        "in the morning. The fare stays at four crowns, and islanders over 65 travel free.",
        "The engines burn diesel at sea and run on batteries in port. The operator expects to save 310 tonnes of fuel a "
        "year, which would pay for the batteries in about nine years.",
        "Not everybody is pleased. Owners of small boats who carried passengers on stormy days say that they will lose a "
        "third of their income, and have asked the council for a share of the freight.",
    ),
)
MILL = (
    "Town turns its last paper mill into a seed bank",
    (
        "For a century the mill at Northwick made paper for school books. Since this spring its drying halls hold seeds: "
        "18,000 glass jars of barley, beans and wild grasses, kept at four degrees below zero.",
        "The idea came from two retired teachers who had collected beans from village gardens for thirty years and had run "
        "out of cellar space. The council bought the building for one crown.",
        "Farmers may borrow seeds against a promise to bring back twice as many. In the first season 212 of them did, and "
        "all but nine returned what they owed.",
        "Agronomists at the coast university have tested 340 of the varieties. Eleven stood up to a blight that cost the "
        "region a tenth of its barley last year, and two are now being grown for market.",
        "The freezers are run by the water wheel that once drove the rollers. In a dry summer it stops, and then the "
        "volunteers carry the jars into the old ice house, as they did for nine days in August.",
        "The next plan is a school garden on the roof. The teachers, now 71 and 74, say that they will stay until somebody "
        "younger learns where every jar stands.",
    ),
)
STRIKE = (
    "Bus drivers end strike after eleven days",
    (
        "Bus drivers in the harbour city went back to work on Thursday after eleven days, having accepted a rise of six per "
        "cent over two years and a limit of nine hours behind the wheel.",
        "The vote was close: 1,204 drivers were for the offer and 1,079 against. Union leaders had recommended it without "
        "much warmth and said that the question of night shifts remained open.",
        "The operator put its losses at 2.3 million crowns. It will run extra buses at the weekend so that people who bought "
        "monthly tickets can use the days they lost.",
        "Shops in the centre reported a fall in sales of about a fifth during the strike, although bicycle dealers said they "
        "had never had a better fortnight.",
    ),
)
TRAIL = (
    "How we mapped a forgotten coastal path",
    (
        "Last winter I found a hand-drawn map in a junk shop. It showed a path along the cliffs from Northwick to the "
        "lighthouse that appears on no modern sheet, and I wanted to know whether it could still be walked.",
        "It took four of us nine weekends. The first two kilometres are gone, taken by the sea in a storm that older people "
        "still talk about, but from the quarry on there are steps cut into the rock.",
        "We recorded every gate, spring and ruined hut with an ordinary phone and compared the result with the parish "
        "registers. Three of the huts belonged to salt makers, and one had a bread oven that still draws.",
        "The landowners were friendlier than we had feared. Six of the seven gave permission for a marked trail at once, and "
        "the seventh only asked us to keep dogs away from his sheep in April.",
        "If you want to walk it, start early, take water and turn back when the fog comes in from the east. The descent to "
        "the lighthouse is steep, and the last bus leaves at five.",
    ),
)
BRIEF = (
    "Quake of magnitude 4.8 shakes northern coast",
    (
        "An earthquake of magnitude 4.8 shook the northern coast at 5.12 on Tuesday morning. The seismological office put "
        "its centre eleven kilometres below the sea floor. There were no reports of injuries or damage.",
    ),
)
HARBOUR_DE = (
    "Hafenstadt öffnet Bibliothek bis zwei Uhr nachts",
    (
        "Die Nachtbibliothek am alten Kai hat in ihrer ersten Woche 3200 Leserinnen und Leser empfangen, doppelt so viele "
        "wie erwartet. Die Hälfte von ihnen kam am Montag direkt von der Spätschicht im Hafen.",
        "Die Lesesäle liegen im Lagerhaus Nummer sieben, das elf Jahre lang leer stand. Vierhundert Plätze blicken auf das "
        "Wasser, und die eisernen Türen tragen noch ihre gemalten Nummern.",
        "Die Verkehrsbetriebe haben den letzten Bus auf halb drei verlegt. In den ersten sieben Nächten fuhren damit im "
        "Durchschnitt 41 Fahrgäste, teilte die Behörde mit.",
        "Die Stadt bezahlte den Umbau aus den Hafengebühren. Im nächsten Jahr sollen zwei weitere Lagerhäuser folgen, eines "
        "davon für Kinder. Anwohner wünschen sich mehr Ruhe, wenn die Türen schließen.",
    ),
)
HARBOUR_JA = (
    "港町の夜間図書館、初週に三千二百人が来館",
    (
        "旧埠頭の倉庫を改装した夜間図書館が月曜日に開館し、最初の一週間で三千二百人が訪れた。予想の二倍にあたり、半数は港の遅番を終えた労働者だったという。",
        "図書館は七号倉庫にあり、座席は四百席。夕方六時から午前二時まで開いている。鉄の扉は残され、番号だけが塗り直された。",
        "クレーン運転士の男性は「以前は宿舎で携帯電話を見るだけだった。今は二時間、本を読める」と話した。",
        "市はバスの最終便を午前二時半に遅らせた。改装費はすべて港の収入で賄い、来年はさらに二棟を閲覧室にする計画だ。",
        "一方で、近くの住民からは騒音を心配する声も上がっている。館は来週から夜間の案内係を二人増やす。",
    ),
)
HARBOUR_KO = (
    "항구 도시 야간 도서관, 첫 주에 3200명 찾아",
    (
        "옛 부두 창고를 고쳐 만든 야간 도서관이 월요일 문을 열었고 첫 일주일 동안 3200명이 찾았다. 예상보다 두 배 많은 수이며 절반은 늦은 근무를 마친 부두 노동자였다.",
        "도서관은 7호 창고에 있으며 좌석은 400석이다. 저녁 6시부터 새벽 2시까지 운영하고, 철문은 그대로 남겨 번호만 다시 칠했다.",
        "시는 마지막 버스 시간을 새벽 2시 30분으로 늦췄다. 교통국에 따르면 첫 7일 동안 막차 한 대에 평균 41명이 탔다.",
        "개조 비용은 모두 항만 수입으로 충당했고, 내년에는 창고 두 동을 더 열람실로 바꿀 계획이다. 주민들은 문을 닫을 때의 소음을 줄여 달라고 요청했다.",
    ),
)
