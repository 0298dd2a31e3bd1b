/** Lines of business: what gives the app its icon, its colour, its services and, when no noun is named, its records. */
export interface Domain {
  pattern: RegExp;
  icon: string;
  accent: string;
  nouns: string[];
  services: string;
}

const domain = (pattern: RegExp, icon: string, accent: string, nouns: string, services = ""): Domain => ({
  pattern,
  icon,
  accent,
  nouns: nouns.split(","),
  services,
});

const green = "#15803d";
const teal = "#0f766e";
const blue = "#2563eb";
const indigo = "#4f46e5";
const violet = "#7c3aed";
const pink = "#be185d";
const red = "#b91c1c";
const orange = "#c2410c";
const amber = "#a16207";

/** The first that fits wins, so the narrow ones come first. */
const domains: Domain[] = [
  domain(
    /\b(dog|pet|cat) (groom\w*|salon|spa|parlou?r)|\bgroom(er|ing)\b/,
    "paw",
    teal,
    "customer,dog,appointment",
    "Full groom;Bath and brush;Nail trim;Puppy's first groom;De-shedding;Hand strip",
  ),
  domain(
    /\b(vet|veterinar\w*|animal clinic)\b/,
    "paw",
    teal,
    "owner,pet,appointment",
    "Check-up;Vaccination;Dental cleaning;Blood test;Follow-up;X-ray",
  ),
  domain(
    /\b(kennel|dog walk\w*|pet sitt\w*|boarding)\b/,
    "paw",
    teal,
    "customer,dog,booking",
    "Half-day walk;Weekend stay;Day care;Puppy visit;Long walk",
  ),
  domain(
    /\b(dent\w+)\b/,
    "stethoscope",
    blue,
    "patient,appointment,treatment",
    "Check-up;Cleaning;Filling;Crown fitting;Whitening;X-ray",
  ),
  domain(
    /\b(clinic|doctor|medical|physio\w*|hospital|health ?care|therap\w+|practice)\b/,
    "stethoscope",
    blue,
    "patient,appointment,prescription",
    "First consultation;Follow-up;Check-up;Blood pressure;Physiotherapy;Vaccination",
  ),
  domain(
    /\b(hair\w*|barber\w*|beauty|nail|salon|spa|massage|tattoo)\b/,
    "scissors",
    pink,
    "customer,service,appointment",
    "Cut and finish;Colour;Beard trim;Gel manicure;Facial;Deep tissue massage",
  ),
  domain(
    /\b(gym|fitness|yoga|pilates|personal train\w*|crossfit|martial)\b/,
    "dumbbell",
    orange,
    "member,class,booking",
    "Personal training;Trial class;Body check;Group class;Stretching",
  ),
  domain(
    /\b(restaurant|cafe|bistro|catering|bakery|food truck)\b/,
    "utensils",
    red,
    "guest,table,reservation",
    "Dinner for two;Lunch table;Birthday party;Tasting menu;Terrace evening",
  ),
  domain(/\b(recipe|cook\w*|kitchen|meal)\b/, "utensils", orange, "recipe,ingredient,menu"),
  domain(
    /\b(hotel|hostel|bed and breakfast|guest ?house|holiday rental|airbnb)\b/,
    "bed",
    blue,
    "guest,room,reservation",
    "Two nights;Weekend;Business stay;One week;Late arrival",
  ),
  domain(
    /\b(real estate|property|propert\w+|rental|landlord|letting|housing)\b/,
    "building",
    blue,
    "property,tenant,contract",
    "Viewing;Hand-over;Inspection;Signing;Second viewing",
  ),
  domain(
    /\b(school|class\w*|course|tutor\w*|teach\w*|educat\w*|learning|university|students?)\b/,
    "school",
    violet,
    "student,course,lesson",
    "Trial lesson;Maths hour;Exam practice;Reading group;Review",
  ),
  domain(
    /\b(garage|car repair|mechanic|auto|workshop|fleet|vehicles?)\b/,
    "car",
    red,
    "customer,vehicle,repair",
    "Annual service;Tyre change;Brake check;Oil change;Diagnosis",
  ),
  domain(
    /\b(help ?desk|customer support|support (desk|team|tool)|service desk)\b/,
    "message",
    indigo,
    "customer,ticket,agent",
  ),
  domain(
    /\b(crm|sales|pipeline|leads?)\b/,
    "target",
    indigo,
    "company,contact,deal",
    "Discovery call;Demo;Negotiation;Kick-off;Review",
  ),
  domain(/\b(invoic\w*|billing|freelanc\w*|account\w*|bookkeep\w*)\b/, "file", green, "client,project,invoice"),
  domain(/\b(expenses?|budget\w*|financ\w*|money|spending|savings?)\b/, "wallet", green, "expense,budget,category"),
  domain(/\b(inventory|stock|warehouse|supply)\b/, "box", amber, "product,supplier,order"),
  domain(/\b(shop|store|e-?commerce|retail|merch\w*)\b/, "cart", violet, "product,customer,order"),
  domain(/\b(recruit\w*|hiring|applicant|candidates?|ats)\b/, "briefcase", violet, "job opening,candidate,interaction"),
  domain(
    /\b(hr|human resources|employees?|staff\w*|people team)\b/,
    "briefcase",
    indigo,
    "employee,department,leave request",
  ),
  domain(/\b(event|conference|wedding|concert|meetup|festival)\b/, "ticket", pink, "event,guest,venue"),
  domain(/\b(blog|content|newsletter|publish\w*|editorial|cms)\b/, "file", indigo, "post,author,category"),
  domain(/\b(librar\w+|books?|reading)\b/, "book", amber, "book,author,loan"),
  domain(/\b(travel|trips?|tour\w*|holiday)\b/, "plane", blue, "trip,destination,expense"),
  domain(/\b(garden\w*|plants?|farm\w*|crops?)\b/, "leaf", green, "plant,location,task"),
  domain(/\b(legal|law|lawyers?|attorney)\b/, "briefcase", indigo, "client,case,document"),
  domain(/\b(charit\w*|non-?profit|donat\w*|fundrais\w*)\b/, "heart", pink, "donor,campaign,donation"),
  domain(
    /\b(photograph\w*|studio)\b/,
    "camera",
    violet,
    "client,shoot,invoice",
    "Portrait session;Product photos;Family shoot;Wedding day;Head shots",
  ),
  domain(
    /\b(clean\w*|plumb\w*|electric\w*|handym\w*|contractor|trades?|field service)\b/,
    "wrench",
    blue,
    "customer,work order,invoice",
    "First visit;Repair;Yearly check;Quote on site;Deep clean",
  ),
  domain(/\b(habits?|wellness|goals?)\b/, "target", green, "habit,goal,note"),
  domain(/\b(bugs?|issues?|software|product manag\w*|roadmap)\b/, "bug", violet, "project,feature,bug"),
  domain(/\b(sport\w*|league|football|soccer|tennis|club|teams?)\b/, "trophy", green, "team,player,match"),
  domain(/\b(to-?do|tasks?|projects?|kanban|productiv\w*|agency)\b/, "check", indigo, "project,task"),
  domain(
    /\b(book(ing|ings)?|appointments?|schedul\w*|reservations?|calendar)\b/,
    "calendar",
    teal,
    "customer,service,appointment",
    "First meeting;Consultation;Follow-up;Standard hour;Extended hour",
  ),
];

export const findDomain = (text: string): Domain | undefined => domains.find(({ pattern }) => pattern.test(text));

export const defaultServices = "First meeting;Consultation;Follow-up;Standard hour;Extended hour;Review";

/** Colours by the words people use; each is dark enough for white text on it. */
export const namedColours: Record<string, string> = {
  green,
  emerald: "#047857",
  teal,
  turquoise: "#0f766e",
  cyan: "#0e7490",
  blue,
  navy: "#1e3a8a",
  sky: "#0369a1",
  indigo,
  purple: violet,
  violet,
  lavender: "#7c3aed",
  pink,
  magenta: "#a21caf",
  rose: "#be123c",
  red,
  crimson: "#9f1239",
  orange,
  amber,
  yellow: "#a16207",
  gold: "#a16207",
  brown: "#7c4a21",
  grey: "#52525b",
  gray: "#52525b",
  black: "#27272a",
};
