/** Enough German, French, Spanish, Italian, Portuguese and Dutch to find the records in a description. */
const dictionary: Record<string, string> = {
  customers: "kunden kund*innen clients clientes clienti klanten",
  customer: "kunde kundin cliente klant",
  patients: "patienten pacientes pazienti patiënten",
  members: "mitglieder membres miembros membri membros leden",
  dogs: "hunde chiens perros cani cães honden",
  cats: "katzen chats gatos gatti katten",
  pets: "haustiere mascotas huisdieren",
  appointments: "termine rendez-vous citas appuntamenti consultas afspraken",
  bookings: "buchungen réservations reservas prenotazioni boekingen reserveringen",
  tasks: "aufgaben tâches tareas compiti tarefas taken",
  projects: "projekte projets proyectos progetti projetos projecten",
  invoices: "rechnungen factures facturas fatture faturas facturen",
  products: "produkte produits productos prodotti produtos producten",
  orders: "bestellungen aufträge commandes pedidos ordini bestellingen",
  employees: "mitarbeiter mitarbeiterinnen angestellte employés empleados dipendenti funcionários medewerkers",
  students: "schüler studenten élèves étudiants estudiantes alumnos studenti alunos leerlingen",
  teachers: "lehrer professeurs profesores insegnanti professores leraren",
  courses: "kurse cours cursos corsi cursussen",
  lessons: "stunden unterrichtsstunden leçons lecciones clases lezioni aulas lessen",
  suppliers: "lieferanten fournisseurs proveedores fornitori fornecedores leveranciers",
  recipes: "rezepte recettes recetas ricette receitas recepten",
  books: "bücher livres libros libri livros boeken",
  vehicles: "fahrzeuge véhicules vehículos veicoli veículos voertuigen",
  cars: "autos voitures coches carros",
  repairs: "reparaturen réparations reparaciones riparazioni reparos reparaties",
  events: "veranstaltungen événements eventos eventi evenementen",
  guests: "gäste invités huéspedes ospiti hóspedes gasten",
  rooms: "zimmer räume chambres habitaciones stanze camere quartos kamers",
  tables: "tische mesas tavoli tafels",
  services: "leistungen dienstleistungen prestations servicios servizi serviços diensten",
  expenses: "ausgaben dépenses gastos spese despesas uitgaven",
  payments: "zahlungen paiements pagos pagamenti pagamentos betalingen",
  contracts: "verträge contrats contratos contratti contracten",
  companies: "firmen unternehmen entreprises empresas aziende imprese bedrijven",
  contacts: "kontakte contactos contatti contatos contacten",
  plants: "pflanzen plantes plantas piante planten",
  notes: "notizen notas appunti notities",
  and: "und et y e ed en",
  for: "für pour para per voor",
  with: "mit avec con com met",
  their: "ihre deren leurs leur sus suas loro hun",
  to: "um zu",
  a: "ein eine einen einem une un una uno uma een",
  tool: "werkzeug outil herramienta strumento ferramenta hulpmiddel",
  app: "anwendung application aplicación applicazione aplicação",
  booking: "buchungs buchungstool buchungsapp",
  "dog groomer": "hundesalon hundefriseur toiletteur",
  salon: "friseur friseursalon",
};

const translations = new Map(
  Object.entries(dictionary).flatMap(([english, words]) => words.split(" ").map((word) => [word, english] as const)),
);

/** Function words of one language alone; two different ones, or one beside a known noun, show that a text is not English. */
const isForeign = (words: string[]) => {
  const hits = words.filter((word) => translations.has(word));
  const nouns = hits.filter((word) => (translations.get(word)?.length ?? 0) > 4);
  const english = words.filter((word) => /^(the|a|an|and|for|with|of|to|that|their|my|build|make|create)$/.test(word));
  return nouns.length > 0 && hits.length > english.length;
};

/** Puts the words we know into English and leaves the others. `isForeign` is false when the text is English already. */
export function translate(text: string): { text: string; isForeign: boolean } {
  const lower = text.toLowerCase();
  const words = lower.match(/[\p{L}-]+/gu) ?? [];
  if (!isForeign(words)) return { text, isForeign: false };
  return { text: lower.replaceAll(/[\p{L}-]+/gu, (word) => translations.get(word) ?? word), isForeign: true };
}
