/**
 * Passwords as people make them, in many kinds and languages, from a seeded generator: what `people.mjs` puts into labelled files.
 *
 * Wider than the kinds that are planted in source (`values.mjs`): names, dates, seasons, teams, projects, rows of keys, consonants,
 * other scripts. Made from lists of words and names, none taken from a list of leaked passwords.
 */

import { PASSWORDS } from "./values.mjs";

const list = (text) => text.split(" ");

const NAMES = list(
  "anna maria lena julia sophie laura emma olivia chloe camille manon lucia carmen paula ana beatriz joana giulia chiara sofia ania " +
    "kasia zofia olga tanya irina svetlana natalia yuki sakura hana mei xiaoming lili wei jun minho jisoo priya anjali rahul arjun " +
    "fatima layla omar ahmed yusuf ali mehmet emre ayse elif deniz sven lars ingrid astrid mikael jukka aino pekka jan piet femke " +
    "willem sanne tom max felix jonas lukas paul peter hans uwe klaus thomas stefan michael daniel david james john robert william " +
    "jack harry charlie oliver george sam ben alex chris matt nick mike steve dave kevin brian jason ryan tyler brandon justin ashley " +
    "jessica amanda nicole pierre jean luc marc antoine carlos jose juan pedro diego miguel pablo joao tiago rafael bruno marco luca " +
    "matteo andrea ivan dmitri sergey vlad nikolai pavel jiri tomas petra zuzana istvan laszlo ion andrei nguyen linh thanh budi dewi",
);
const PETS = list(
  "bello rex lucky buddy molly coco luna minka felix simba nala tiger bear snoopy garfield fluffy shadow rocky oscar",
);
const TEAMS = list(
  "arsenal chelsea liverpool barcelona realmadrid juventus milan bayern schalke dortmund benfica porto ajax feyenoord celtic lakers " +
    "yankees cowboys steelers raiders flamengo santos boca river galatasaray fenerbahce spartak zenit dynamo marseille lyon",
);
const SEASONS = list(
  "summer winter spring autumn sommer herbst winter fruehling ete hiver printemps verano invierno primavera otono estate inverno " +
    "zima lato leto vesna outono verao kesa talvi januar februar march april october december oktober dezember monday friday sunday " +
    "montag freitag lundi vendredi lunes viernes",
);
const ELSEWHERE = list(
  "schatz liebe sonne stern blume katze hund garten bruder schwester geheim hallo willkommen passwort fussball kuchen zauber regen " +
    "bonjour soleil amour chouchou doudou maison coeur jardin fromage bienvenue motdepasse papillon azerty etoile lapin chocolat " +
    "corazon estrella mariposa hermano familia contrasena bienvenido hola princesa tequiero casa perro gato fuego luna clave rosario " +
    "senha brasil saudade amizade coracao cachorro gatinho familia jesus felicidade futebol abacaxi amor ciao amore stella farfalla " +
    "benvenuto cane gatto sole mare mamma bella forza calcio welkom geheim wachtwoord voetbal hond kat bloem zonnetje liefde fiets " +
    "haslo polska kochanie misiek kotek slonce kwiatek piwo dupa mama tata parol privet lubov solnce kotik moskva rossiya druzhba " +
    "zvezda medved woaini nihao mima shanghai beijing zhongguo dragon longlong nihongo sakura himitsu aishiteru arigato neko inu hana " +
    "sifre sevgi canim istanbul turkiye askim kardes sommarlov hemligt karlek blomma salasana rakkaus kesakuu aurinko heslo laska " +
    "sluncer kocka pejsek jelszo szerelem cica kutya parola dragoste soare matkhau anhyeuem saigon rahasia sayang cinta kucing",
);
const OTHER_SCRIPTS = list(
  "пароль привет любовь солнышко наташа москва котик секрет зима2024 Пароль1 密码 我爱你 你好123 管理员 北京2020 パスワード さくら " +
    "ひみつ1 비밀번호 사랑해 straße schlüssel grüße99 Müller1 naïve élodie22 forêt français contraseña niño2019 mañana corazón ação " +
    "coração ção2021 hasło żółw łódź2022 gęś şifre çiçek güneş åsa1987 blåbär smörgås øl2020 heslíčko řeka κωδικός αγάπη שלום סיסמה",
);
const PRODUCTS = list(
  "mysql postgres redis mongo oracle rabbit kafka jenkins gitlab grafana docker kube nginx tomcat jira nexus sonar vault consul elastic " +
    "kibana minio keycloak zabbix admin root user dev prod stage test web app api mail ftp backup server office company shop portal",
);
const ROWS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"];
const SIGNS = [..."!@#$%&*?.-_+="];
const LOWER = "abcdefghijklmnopqrstuvwxyz";

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const maybe = (random, share, text) => (random.chance(share) ? text : "");
const two = (n) => String(n).padStart(2, "0");
const sign = (random) => random.pick(SIGNS);

function year(random) {
  const whole = 1955 + random.below(72);
  return random.chance(0.4) ? two(whole % 100) : String(whole);
}

/** Ends as they are put behind a word: nothing, a number, a year, a sign, both. */
function tail(random) {
  return (
    random.pick(["", String(random.below(10)), String(random.below(1000)), year(random), "1", "123", "01"]) +
    maybe(random, 0.25, sign(random))
  );
}

function styled(random, word) {
  const kind = random.below(6);
  if (kind < 3) return word;
  if (kind < 5) return capital(word);
  return word.toUpperCase();
}

/** One to four steps along rows of the keyboard, or down its columns. */
function walk(random) {
  if (random.chance(0.4)) {
    const at = random.below(7);
    const column = (i) => ROWS.slice(0, 4).map((row) => row[i] ?? "");
    const steps = Array.from({ length: 2 + random.below(2) }, (_, i) =>
      (random.chance(0.2) ? column(at + i).reverse() : column(at + i)).join(""),
    );
    return steps.join("").slice(0, 6 + random.below(7));
  }
  const row = random.pick(ROWS);
  const from = random.below(Math.max(1, row.length - 5));
  const part = row.slice(from, from + 4 + random.below(5));
  return (
    styled(random, random.chance(0.2) ? [...part].reverse().join("") : part) +
    random.pick(["", "", "123", "1", "12", "!", part, year(random)])
  );
}

function date(random) {
  const parts = [
    two(1 + random.below(28)),
    two(1 + random.below(12)),
    random.chance(0.5) ? year(random) : String(1960 + random.below(60)),
  ];
  return (random.chance(0.3) ? parts.reverse() : parts).join(random.pick(["", "", ".", "-", "/"]));
}

/** Consonants first letters of a sentence, as people who were told to do so make them. */
function initials(random) {
  const letters = Array.from({ length: 5 + random.below(5) }, () => random.pick([..."abdfghikmnprstwdimstw"]));
  return letters.map((letter) => (random.chance(0.25) ? letter.toUpperCase() : letter)).join("") + tail(random);
}

/** Syllables that no language knows: `bakoru`, `trimel`. */
function spoken(random) {
  const syllable = () =>
    random.pick([..."bdfghjklmnprstvwz", "tr", "st", "ch", "sh", "kl"]) +
    random.pick([..."aeiou"]) +
    maybe(random, 0.3, random.pick([..."nrlsmk"]));
  return styled(random, Array.from({ length: 2 + random.below(3) }, syllable).join("")) + tail(random);
}

function repeated(random) {
  const part =
    Array.from({ length: 2 + random.below(3) }, () => random.pick([...LOWER])).join("") +
    maybe(random, 0.5, String(random.below(100)));
  return part.repeat(2);
}

/** Ways of people's passwords, each from a random source; how often each stands in the list is how often it is taken. */
export const PEOPLE = {
  word: PASSWORDS.word,
  "word and digits": PASSWORDS["word and digits"],
  "word, digits, sign": PASSWORDS["word, digits, sign"],
  leet: PASSWORDS.leet,
  "two words": PASSWORDS["two words"],
  name: (random) => styled(random, random.pick(NAMES)) + tail(random),
  "two names": (random) =>
    random.pick(NAMES) +
    random.pick(["", "", "_", ".", "&", "+", "und", "and", "et", "y"]) +
    random.pick([...NAMES, ...PETS]) +
    tail(random),
  pet: (random) => styled(random, random.pick(PETS)) + tail(random),
  team: (random) => styled(random, random.pick(TEAMS)) + tail(random),
  season: (random) => capital(random.pick(SEASONS)) + year(random) + maybe(random, 0.5, sign(random)),
  "other language": (random) => styled(random, random.pick(ELSEWHERE)) + tail(random),
  "two words of another language": (random) =>
    random.pick(ELSEWHERE) + random.pick(["", "", "-", "_", "."]) + random.pick(ELSEWHERE) + tail(random),
  "other script": (random) => random.pick(OTHER_SCRIPTS),
  product: (random) =>
    styled(random, random.pick(PRODUCTS)) +
    random.pick(["", "_", "-", "@", "."]) +
    random.pick([year(random), "pass", "pw", "secret", random.pick(NAMES), "2024!", "@123", String(random.below(10000))]),
  walk,
  date,
  digits: (random) => String(random.below(10 ** (5 + random.below(5)))).padStart(4, "7"),
  initials,
  spoken,
  repeated,
  "sign in a word": (random) => random.pick([...ELSEWHERE, ...NAMES]).replace(/(?<=..)/, sign(random)) + tail(random),
};

const USUAL = [
  "word",
  "word and digits",
  "word, digits, sign",
  "leet",
  "two words",
  "name",
  "other language",
  "product",
  "walk",
  "spoken",
];
const WAYS = [...Object.keys(PEOPLE), ...USUAL, ...USUAL];

/** A password as a person makes it; blanks are none of it. */
export function personsPassword(random) {
  return PEOPLE[random.pick(WAYS)](random).replaceAll(" ", "-");
}
